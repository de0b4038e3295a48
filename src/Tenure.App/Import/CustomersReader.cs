// Rows into customers. An id may come again where the mapping says that rows repeat customers, as in an export with one
// row per contract; then the name must agree.
using Tenure.Core.Kernel;

namespace Tenure.App.Import;

/// <summary>Reads the customers of a book.</summary>
internal sealed class CustomersReader(CustomerRules rules, string source, int tenant)
{
    private readonly Dictionary<string, ImportedParty> byId = new(StringComparer.Ordinal);
    private readonly List<ImportedParty> customers = [];

    /// <summary>Reads each row; later calls find the customers.</summary>
    public IReadOnlyList<ImportedParty> Read(SectionRows rows)
    {
        foreach (RowScope row in rows.Read())
        {
            Read(row);
        }

        return customers;
    }

    /// <summary>The customer with an id of the source, if its row could be read.</summary>
    public ImportedParty? Find(string externalId) => byId.GetValueOrDefault(externalId);

    private void Read(RowScope row)
    {
        bool isRead = row.TryName(rules.Id, "customer's id", out string id);
        isRead &= row.TryName(rules.Name, "customer's name", out string name);
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string attribute, Expression value) in rules.Attributes)
        {
            isRead &= row.TryWords(value, $"attribute '{attribute}'", out string words);
            if (words.Length > 0)
            {
                attributes.Add(attribute, words);
            }
        }

        if (!isRead || IsKnown(row, id, name))
        {
            return;
        }

        var customer = new ImportedParty(new PartyId(DerivedId.From("party", tenant, source, id)), id, name, attributes);
        byId.Add(id, customer);
        customers.Add(customer);
    }

    private bool IsKnown(RowScope row, string id, string name)
    {
        if (!byId.TryGetValue(id, out ImportedParty? known))
        {
            return false;
        }

        if (!rules.MayRepeat)
        {
            row.Refuse(rules.Id.Leading, ImportCodes.IdTwice,
                $"A row above already made the customer '{id}': keep one, or say 'repeats: yes' when rows repeat their customer.");
        }
        else if (known.Name != name)
        {
            row.Refuse(rules.Name.Leading, ImportCodes.NamedDifferently,
                $"A row above names the customer '{id}' '{known.Name}': write one name in both.");
        }

        return true;
    }
}
