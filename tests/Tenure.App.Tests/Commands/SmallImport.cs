// The smallest export that can be imported: one customer with one contract. A test changes a piece of the mapping or of the rows.
namespace Tenure.App.Tests.Commands;

internal sealed class SmallImport : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tenure-small-import-").FullName;

    public SmallImport(string source, params (string From, string To)[] changes)
    {
        Put("customers.csv", "id,name\nA,Acme\n", changes);
        Put("contracts.csv", "id,customer,start,seats,price,zone,timing\ntwice,A,2025-02-01,10,49,UTC,in advance\n", changes);
        Put(
            "mapping.yaml",
            $$"""
            language: 1
            source: {{source}}
            files:
              customers: { path: customers.csv, key: id }
              contracts: { path: contracts.csv, key: id }
            customers: { file: customers, id: $id, name: $name }
            contracts:
              file: contracts
              id: $id
              customer: $customer
              currency: USD
              start: $start
              plan: { code: imported }
              charges:
                - code: seats
                  product: { code: seats }
                  when: { not: { $seats: "none" } }
                  quantity: $seats
                  price: $price
                  timing: $timing
              clauses: { term: 12 months, renewal: manual, zone: $zone }
            """,
            changes);
    }

    /// <summary>The command that reads it.</summary>
    public string[] Command => ["import", "--mapping", Path.Combine(_folder, "mapping.yaml"), "--from", _folder];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Put(string file, string text, (string From, string To)[] changes)
    {
        foreach ((string from, string to) in changes)
        {
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        File.WriteAllText(Path.Combine(_folder, file), text);
    }
}
