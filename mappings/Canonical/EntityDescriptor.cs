using System.Collections.Frozen;
using System.Reflection;
using System.Text;

namespace BackOffice.Integration.Mappings.Canonical;

/// <summary>What is known of one kind of entity; drives table, writer, hash, schema and forms.</summary>
public sealed class EntityDescriptor
{
    private readonly FrozenDictionary<string, int> index;

    private EntityDescriptor(Type type)
    {
        Type = type;
        Name = NameOf(type);
        EffectiveDated = typeof(EffectiveEntity).IsAssignableFrom(type);
        Fields = [.. type.GetConstructors()[0].GetParameters()
            .Where(parameter => parameter.Name is not (nameof(CanonicalEntity.Key) or nameof(EffectiveEntity.ValidFrom)))
            .Select(Describe)];
        index = Fields.Index().ToFrozenDictionary(field => field.Item.Name, field => field.Index);
    }

    /// <summary>The record that declares the entity.</summary>
    public Type Type { get; }

    /// <summary>In mappings and commands: <c>accounting.journal-line</c>.</summary>
    public string Name { get; }

    /// <summary><c>accounting_journal_line</c>.</summary>
    public string Table => Name.Replace('.', '_').Replace('-', '_');

    /// <summary>Whether <c>validFrom</c> is part of the key.</summary>
    public bool EffectiveDated { get; }

    /// <summary>All fields but the key and <c>validFrom</c>.</summary>
    public IReadOnlyList<FieldDescriptor> Fields { get; }

    /// <summary>The place of a field by its mapping name; -1 where there is none.</summary>
    public int IndexOf(string field) => index.GetValueOrDefault(field, -1);

    public static EntityDescriptor Of<T>() where T : CanonicalEntity => CanonicalModel.Named(NameOf(typeof(T)))!;

    internal static EntityDescriptor Derive(Type type) => new(type);

    private static string NameOf(Type type) => type.GetCustomAttribute<EntityAttribute>()!.Name;

    private FieldDescriptor Describe(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var name = char.ToLowerInvariant(parameter.Name![0]) + parameter.Name[1..];
        var money = parameter.GetCustomAttribute<MoneyAttribute>();
        return new(
            name,
            Snake(name),
            TypeOf(type),
            ClassOf(parameter),
            Required: new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.NotNull,
            Scale: type != typeof(decimal) ? 0 : parameter.GetCustomAttribute<ScaleAttribute>()?.Digits ?? 4,
            References: parameter.GetCustomAttribute<ReferenceAttribute>()?.Entity is { } entity ? NameOf(entity) : null,
            CurrencyField: money is null ? null : char.ToLowerInvariant(money.CurrencyField[0]) + money.CurrencyField[1..]);
    }

    // A field that an entity inherits is classed where it is declared.
    private FieldClass ClassOf(ParameterInfo parameter) =>
        (parameter.GetCustomAttribute<FieldClassAttribute>() ?? Inherited(parameter.Name!, Type.BaseType))?.FieldClass
        ?? throw new InvalidOperationException($"{Type.Name}.{parameter.Name} has no field class; give it one.");

    private static FieldClassAttribute? Inherited(string name, Type? type) => type?.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .SelectMany(constructor => constructor.GetParameters())
        .FirstOrDefault(parameter => parameter.Name == name)?.GetCustomAttribute<FieldClassAttribute>();

    private static FieldType TypeOf(Type type) =>
        type == typeof(string) ? FieldType.Text
        : type == typeof(decimal) ? FieldType.Decimal
        : type == typeof(DateOnly) ? FieldType.Date
        : type == typeof(DateTimeOffset) ? FieldType.Instant
        : type == typeof(bool) ? FieldType.Boolean
        : type == typeof(int) || type == typeof(long) ? FieldType.Integer
        : throw new InvalidOperationException($"A canonical field cannot be a {type.Name}.");

    private static string Snake(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter)) text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
