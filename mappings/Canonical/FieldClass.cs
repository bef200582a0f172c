namespace BackOffice.Integration.Mappings.Canonical;

/// <summary>Who may see a field; masks, allow-lists and logs follow it.</summary>
public enum FieldClass
{
    /// <summary>Anyone may see it.</summary>
    Public,

    /// <summary>For the company and the partners it chose.</summary>
    Internal,

    /// <summary>Tells something about a person; masked unless revealed.</summary>
    Personal,

    /// <summary>Would harm a person or the company when leaked, such as salary or health.</summary>
    Sensitive,
}

/// <summary>Says who may see a field.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public abstract class FieldClassAttribute(FieldClass fieldClass) : Attribute
{
    public FieldClass FieldClass { get; } = fieldClass;
}

/// <summary>Anyone may see it.</summary>
public sealed class PublicAttribute() : FieldClassAttribute(FieldClass.Public);

/// <summary>For the company and the partners it chose.</summary>
public sealed class InternalAttribute() : FieldClassAttribute(FieldClass.Internal);

/// <summary>Tells something about a person.</summary>
public sealed class PersonalAttribute() : FieldClassAttribute(FieldClass.Personal);

/// <summary>Would harm a person or the company when leaked.</summary>
public sealed class SensitiveAttribute() : FieldClassAttribute(FieldClass.Sensitive);

/// <summary>The field holds the source key of another entity of the same connection; it may dangle.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ReferenceAttribute(Type entity) : Attribute
{
    public Type Entity { get; } = entity;
}

/// <summary>Money that <c>amount</c> fields count in: names the ISO 4217 field of the same entity.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class MoneyAttribute(string currencyField) : Attribute
{
    public string CurrencyField { get; } = currencyField;
}

/// <summary>A decimal kept with this many digits behind the point.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ScaleAttribute(int digits) : Attribute
{
    public int Digits { get; } = digits;
}

/// <summary>The entity's name in mappings and its table, such as <c>hr.person</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EntityAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
