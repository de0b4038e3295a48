// One change behind Tenure's back: a column of a row, a row taken away, or a row that nobody wrote.
using Tenure.Storage;

namespace Tenure.App.Tests.Verify;

/// <summary>A change of one row of a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="What">What is done, in words.</param>
/// <param name="Condition">Which rows may be chosen.</param>
/// <param name="Statement">The SQL, with <c>{where}</c> for the chosen row.</param>
internal sealed record Mutation(TableShape Table, string What, string Condition, string Statement)
{
    /// <summary>Tables and columns without a check, each with the reason why there is none.</summary>
    public static readonly Dictionary<string, string> Unchecked = new()
    {
        ["tenant"] = "settings of the installation; next_due_on is a hint that every run sets again",
        ["party_profile"] = "erasable: people live here and nowhere else (CON-3)",
        ["note"] = "erasable: people's own words (CON-3)",
        ["draft"] = "what nobody decided: nothing of the book is computed from it, and what it led to has its event and its effect (CON-6)",
        ["inbox"] = "what other systems sent; nothing of the book is computed from it",
        ["product"] = "names for people; contracts freeze the product's code (CON-1)",
        ["policy"] = "where orders begin; contracts freeze the clauses themselves (CON-1)",
        ["plan.name"] = "a name for people",
        ["plan.+row"] = "a plan that nobody has ordered is no error",
        ["party.external_ref"] = "the party's name in another system, which only that system knows",
        ["party.+row"] = "a party without a contract is no error",
        ["outbox.created_at"] = "an instant of delivery work; the event keeps the true one",
        ["outbox.delivered_at"] = "set when somebody has received it",
        ["seal.sealed_at"] = "when it was sealed; the root says what",
    };

    // Where one change per column is not enough or not possible by type alone.
    private static readonly Dictionary<string, string[]> Special = new()
    {
        ["document.kind"] = ["CASE kind WHEN 'invoice' THEN 'credit_note' ELSE 'invoice' END"],
        ["document_line.kind"] =
        [
            "CASE kind WHEN 'slice' THEN 'one_time' WHEN 'one_time' THEN 'slice' WHEN 'give_back' THEN 'reduction' ELSE 'give_back' END",
        ],
        ["document_line.derivation"] =
        [
            Inside("amount", "\"amount\":1"), Inside("figure", "\"figure\":1"), Inside("full", "\"full\":1"),
            Inside("price", "\"price\":\"1", "\"price\":\""), Inside("quantity", "\"quantity\":\"1", "\"quantity\":\""),
            Inside("unitDays", "\"unitDays\":\"1", "\"unitDays\":\""), Inside("ofUnitDays", "\"ofUnitDays\":\"1", "\"ofUnitDays\":\""),
            Inside("billedBefore", "\"billedBefore\":1"), Inside("events", "\"events\":[99,", "\"events\":["),
            Inside("on", "\"on\":\"3", "\"on\":\"2"), Inside("priceSteps", "\"other\":", "\"priceSteps\":"),
            Inside("charge", "\"charge\":\"x", "\"charge\":\""), Inside("days", "\"days\":1"), Inside("length", "\"length\":\"1", "\"length\":\""),
        ],
        ["document_line.tax_minor"] = ["tax_minor + 1", "0"],
        ["document_line.tax_rate"] = ["tax_rate || '5'", "'21'"],
        ["document_line.tax_derivation"] = ["replace(tax_derivation, '\"net\":', '\"net\":1')", "replace(tax_derivation, '\"figure\":', '\"figure\":1')", "'x'"],
        ["plan_version.body"] = ["replace(body, '\"price\":\"', '\"price\":\"1')", "body || ' '", "'x'"],
        ["contract_event.body"] = ["body || ' '", "replace(body, '\"effectiveOn\":\"2', '\"effectiveOn\":\"3')", "'x'"],
        ["effect.body"] = ["body || ' '"],
    };

    // The last column of the key tells a row that nobody wrote from the one it was copied from; other unique keys must differ too.
    private static readonly Dictionary<string, string[]> AlsoNew = new()
    {
        ["document"] = ["ordinal", "number"],
        ["number"] = ["document_id"],
        ["plan_version"] = ["version"],
    };

    private static readonly Dictionary<string, string> Chosen = new()
    {
        ["contract_head.parked_reason"] = "contract_id IN (SELECT contract_id FROM due_work)",
        ["document.part"] = "part = 2",
        ["document_line.corrects_document_id"] = "corrects_document_id IS NOT NULL",
        // The first day of a reduction is shown to people; no amount follows from it.
        ["document_line.service_start"] = "kind <> 'reduction'",
        ["document_line.tax_minor"] = "tax_rate IS NOT NULL AND tax_minor <> 0",
        ["document_line.tax_rate"] = "tax_rate IS NOT NULL",
        ["document_line.tax_derivation"] = "tax_derivation IS NOT NULL",
        ["document_line.corrects_line_index"] = "corrects_line_index IS NOT NULL",
        ["billed_slice.slice_start"] = "contract_line = 1",
        ["given_back.slice_start"] = "slice_start < from_on",
        ["party"] = "party_id IN (SELECT customer_id FROM contract_head)",
    };

    /// <summary>Every mutation of a table.</summary>
    public static IEnumerable<Mutation> Of(TableShape table, Engine engine)
    {
        if (Unchecked.ContainsKey(table.Name))
        {
            yield break;
        }

        string any = Chosen.GetValueOrDefault(table.Name, "1 = 1");
        foreach (ColumnShape column in table.Columns.Where(column => column.Name != "tenant_id"))
        {
            string name = $"{table.Name}.{column.Name}";
            if (Unchecked.ContainsKey(name))
            {
                continue;
            }

            string chosen = Chosen.GetValueOrDefault(name, any);
            foreach (string value in Special.GetValueOrDefault(name, [Changed(column, engine)]))
            {
                string condition = $"{chosen} AND {(chosen == any && column.IsNullable ? $"{column.Name} IS NOT NULL" : "1 = 1")} AND "
                    + (Special.ContainsKey(name) ? $"{value} <> {column.Name}" : "1 = 1");
                yield return new Mutation(
                    table, $"{name} := {value}", condition, $"UPDATE {table.Name} SET {column.Name} = {value} WHERE {{where}}");
            }
        }

        yield return new Mutation(table, table.Name + " - row", any, $"DELETE FROM {table.Name} WHERE {{where}}");
        if (!Unchecked.ContainsKey(table.Name + ".+row"))
        {
            yield return new Mutation(table, table.Name + " + row", any, Insertion(table, engine));
        }
    }

    private static string Insertion(TableShape table, Engine engine)
    {
        string last = table.Key[^1].Name;
        string[] fresh = [last, .. AlsoNew.GetValueOrDefault(table.Name, [])];
        string columns = string.Join(", ", table.Columns.Select(column => column.Name));
        string values = string.Join(", ", table.Columns.Select(column =>
            fresh.Contains(column.Name) ? Changed(column, engine) : column.Name));
        return $"INSERT INTO {table.Name} ({columns}) SELECT {values} FROM {table.Name} WHERE {{where}}";
    }

    private static string Changed(ColumnShape column, Engine engine)
    {
        bool sqlite = engine == Engine.Sqlite;
        return column.IsId ? sqlite ? "randomblob(16)" : "gen_random_uuid()"
            : column.IsHash ? sqlite ? "randomblob(32)" : $"sha256({column.Name})"
            : column.IsDay ? sqlite ? $"date({column.Name}, '+1 day')" : $"{column.Name} + 1"
            : column.Name.StartsWith("is_", StringComparison.Ordinal) ? $"1 - {column.Name}"
            : column.IsNumber ? column.Name == "first_number" ? "first_number + 1" : $"{column.Name} + 1000"
            : $"coalesce({column.Name}, '') || 'x'";
    }

    private static string Inside(string name, string with, string? of = null) =>
        $"replace(derivation, '{of ?? $"\"{name}\":"}', '{with}')";
}
