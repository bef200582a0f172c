using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors;

/// <summary>Reads an options class from JSON strictly and reports every fault at once.</summary>
internal static class OptionsBinder<T>
    where T : class
{
    public static T? Bind(JsonElement json, string pointer, ICollection<SettingError> errors)
    {
        var before = errors.Count;
        if (json.ValueKind is not JsonValueKind.Object)
        {
            errors.Add(new(pointer, "Holds no keys.", $"Write {string.Join(", ", Keys())} below it."));
            return null;
        }

        foreach (var property in json.EnumerateObject()) CheckShape(property, pointer, errors);
        if (errors.Count > before) return null;

        var options = json.Deserialize<T>(OptionsJson.Strict)!;
        foreach (var property in OptionsJson.Properties<T>()) CheckValue(options, property, pointer, errors);
        if (options is IValidatableObject whole)
            foreach (var result in whole.Validate(new(options))) errors.Add(OptionsJson.Error(result, pointer));
        return errors.Count > before ? null : options;
    }

    public static string Escaped(string key) =>
        key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static IEnumerable<string> Keys() => OptionsJson.Properties<T>().Select(property => property.Name);

    private static void CheckShape(JsonProperty json, string pointer, ICollection<SettingError> errors)
    {
        var place = $"{pointer}/{Escaped(json.Name)}";
        if (OptionsJson.Properties<T>().FirstOrDefault(known => known.Name == json.Name) is not { } property)
        {
            errors.Add(new(place, $"There is no key '{json.Name}' here.", Spelling.Remedy(json.Name, [.. Keys()])));
            return;
        }

        try
        {
            if (json.Value.Deserialize(property.PropertyType, OptionsJson.Strict) is null && !property.IsSetNullable)
                errors.Add(new(place, "Has no value.", OptionsJson.Remedy(property)));
        }
        catch (JsonException)
        {
            errors.Add(new(place, "Has a value of the wrong form.", OptionsJson.Remedy(property)));
        }
    }

    private static void CheckValue(T options, JsonPropertyInfo property, string pointer, ICollection<SettingError> errors)
    {
        var rules = OptionsJson.Attributes<ValidationAttribute>(property);
        var value = property.Get!(options);
        foreach (var rule in rules.Where(rule => !rule.IsValid(value)))
            errors.Add(new($"{pointer}/{property.Name}", rule.FormatErrorMessage(property.Name), OptionsJson.Remedy(property)));
    }
}

/// <summary>How options classes stand in JSON: kebab-case keys, nothing unknown.</summary>
internal static class OptionsJson
{
    public static JsonSerializerOptions Strict { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static IList<JsonPropertyInfo> Properties<T>() => Strict.GetTypeInfo(typeof(T)).Properties;

    public static IEnumerable<TAttribute> Attributes<TAttribute>(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(TAttribute), inherit: true).Cast<TAttribute>() ?? [];

    public static string? Description(JsonPropertyInfo property) =>
        Attributes<DescriptionAttribute>(property).FirstOrDefault()?.Description;

    public static string Remedy(JsonPropertyInfo property) => $"Write {Description(property) ?? "a value of the right form."}";

    public static SettingError Error(ValidationResult result, string pointer)
    {
        var key = JsonNamingPolicy.KebabCaseLower.ConvertName(result.MemberNames.FirstOrDefault() ?? "");
        var place = key.Length == 0 ? pointer : $"{pointer}/{key}";
        return new(place, result.ErrorMessage!, (result as SettingFault)?.Remedy ?? "Correct it.");
    }
}

/// <summary>A fault that a rule of an options class found, with its remedy.</summary>
internal sealed class SettingFault(string member, string problem, string remedy) : ValidationResult(problem, [member])
{
    public string Remedy { get; } = remedy;
}
