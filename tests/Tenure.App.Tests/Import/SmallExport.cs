// A small export of an imagined company, written into a folder of its own, with the mapping that reads it. A test changes
// one thing of it and says what must come of that.
using System.Text;
using Tenure.App.Import;
using Tenure.Core.Kernel;

namespace Tenure.App.Tests.Import;

internal sealed class SmallExport : IDisposable
{
    private const string Contract =
        "id,customer,start,end,plan,seats,mrr,term,renews,zone,currency,timing,reason,paid_from,trial,notice,comment";

    private readonly Dictionary<string, byte[]> files = [];

    public SmallExport()
    {
        Put("customers.csv", "id,name,city\nA,Acme,Oslo\nB,Beta,\n");
        Put("contracts.csv", $"{Contract}\nC1,A,2024-01-31,,Pro,10,490,1 month,manual,UTC,EUR,in advance,price,,no,none,\n");
        Put("visits.csv", "id,customer,on,why\nV2,A,2024-03-10,later\nV1,A,2024-03-04,sooner\nV3,A,2024-03-04,same day\n");
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("tenure-import-").FullName;

    public string Mapping { get; set; } = """
        language: 1
        source: small
        files:
          customers: { path: customers.csv, key: id }
          contracts: { path: contracts.csv, key: id }
          visits: { path: visits.csv, key: id }
        customers:
          file: customers
          id: $id
          name: $name
          attributes: { city: $city }
        contracts:
          file: contracts
          joins:
            visit: { file: visits, match: { customer: $customer }, nearest: { on: $end }, required: no }
          id: $id
          customer: $customer
          currency: $currency
          start: $start
          paid_from: $paid_from
          trial: $trial
          plan: { code: { of: $plan, map: { Pro: pro, Basic: basic } }, name: $plan }
          charges:
            - code: seat
              product: { code: seat }
              quantity: $seats
              price: { divide: $mrr, by: $seats }
              timing: $timing
          clauses: { term: $term, renewal: $renews, zone: $zone, notice: $notice }
          end: { on: $end, reason: $reason }
          notes:
            - { kind: comment, text: $comment }
            - { kind: visit, when: { not: { $visit.why: "" } }, text: "visited, $visit.why ($$5, ${visit.on})." }
        """;

    /// <summary>Puts a file into the folder, as UTF-8.</summary>
    public SmallExport Put(string file, string text)
    {
        files[file] = Encoding.UTF8.GetBytes(text);
        return this;
    }

    public SmallExport Put(string file, byte[] bytes)
    {
        files[file] = bytes;
        return this;
    }

    /// <summary>What is in a file.</summary>
    public byte[] Bytes(string file) => files[file];

    public SmallExport Remove(string file)
    {
        files.Remove(file);
        return this;
    }

    /// <summary>Changes a piece of a file.</summary>
    public SmallExport Change(string file, string from, string to) =>
        Put(file, Text(file).Replace(from, to, StringComparison.Ordinal));

    /// <summary>Changes a piece of the mapping.</summary>
    public SmallExport Remap(string from, string to)
    {
        Mapping = Mapping.Replace(from, to, StringComparison.Ordinal);
        return this;
    }

    /// <summary>Changes one cell of the one contract.</summary>
    public SmallExport Cell(string column, string value)
    {
        string[] lines = Text("contracts.csv").Split('\n');
        string[] cells = lines[1].Split(',');
        cells[Array.IndexOf(lines[0].Split(','), column)] = value;
        return Put("contracts.csv", $"{lines[0]}\n{string.Join(',', cells)}\n");
    }

    public Decision<Mapping> Load()
    {
        string path = Path.Combine(Folder, "mapping.yaml");
        File.WriteAllText(path, Mapping);
        return Tenure.App.Import.Mapping.Load(path);
    }

    public ReadBook Read()
    {
        foreach ((string file, byte[] bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(Folder, file), bytes);
        }

        return BookReader.Read(Load().Value, Folder, tenant: 1);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string Text(string file) => Encoding.UTF8.GetString(files[file]);
}
