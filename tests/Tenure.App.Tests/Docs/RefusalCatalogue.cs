// Every refusal there is, found by reflection: one of each type with sample values, and every text that Core's readers refuse.
// What is not found here cannot be forgotten in docs/refusals.md.
using System.Reflection;
using Tenure.App.Cli;
using Tenure.App.Import;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Tests.Docs;

internal static class RefusalCatalogue
{
    private const string SampleSentence = "Write something else.";

    /// <summary>One refusal of every type that derives from <see cref="Refusal"/> in Core and App, internal ones too.</summary>
    public static IReadOnlyList<Refusal> OfEveryType { get; } =
        [.. Types().Where(type => type != typeof(TextRefused)).Select(Sample), .. Texts()];

    /// <summary>The codes with which storage itself refuses.</summary>
    public static IReadOnlyList<string> OfStorage { get; } =
        [.. Constants(typeof(StorageRefusedException)), .. Constants(typeof(SchemaRefusedException))];

    /// <summary>The codes with which an import refuses files and rows.</summary>
    public static IReadOnlyList<string> OfImports { get; } = [.. Constants(typeof(ImportCodes))];

    private static IEnumerable<Type> Types() =>
        new[] { typeof(Refusal).Assembly, typeof(ExitCodes).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(Refusal)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal);

    private static Refusal Sample(Type type)
    {
        ConstructorInfo made = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Single(one => !(one.GetParameters() is [{ } only] && only.ParameterType == type));
        return (Refusal)made.Invoke([.. made.GetParameters().Select(Value)]);
    }

    private static object? Value(ParameterInfo parameter) => parameter switch
    {
        // Some refusals end with a sentence that whoever refuses brings along.
        { Name: "Hint" or "Problem" or "Reason" } => SampleSentence,
        { Name: "Why" } => SampleSentence.TrimEnd('.'),
        { ParameterType: { } type } when type == typeof(string) => "sample",
        { ParameterType: { } type } when type == typeof(DateOnly) => new DateOnly(2026, 1, 31),
        { ParameterType.IsValueType: true } => Activator.CreateInstance(parameter.ParameterType),
        _ => throw new InvalidOperationException(
            $"{parameter.Member.DeclaringType}: give {nameof(RefusalCatalogue)} a sample for {parameter.Name}."),
    };

    /// <summary>The refusals of every reader of Core that takes a text, and perhaps a currency: one for each field.</summary>
    private static IEnumerable<Refusal> Texts() =>
        typeof(Refusal).Assembly.GetExportedTypes().Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
            .Where(method => method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(Decision<>)
                && method.GetParameters().All(one => one.ParameterType == typeof(string) || one.ParameterType == typeof(Currency)))
            .Select(method => method.Invoke(
                null, [.. method.GetParameters().Select(one => one.ParameterType == typeof(string) ? (object)"?" : Currency.Of("EUR"))])!)
            .Select(decision => decision.GetType().GetProperty(nameof(Decision<int>.Refusal))!.GetValue(decision))
            .OfType<TextRefused>().DistinctBy(refused => refused.Code);

    private static IEnumerable<string> Constants(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field is { IsLiteral: true, FieldType: { } text } && text == typeof(string))
        .Select(field => (string)field.GetRawConstantValue()!);
}
