using Shouldly;
using Tenure.Core.Kernel;
using Xunit;
using static Tenure.Core.Tests.Kernel.Dates;

namespace Tenure.Core.Tests.Kernel;

public class DerivedIdTests
{
    private static Guid Id(string kind = "contract", int tenant = 1, string source = "salesforce", string externalId = "42", string? day = "2025-03-31") =>
        DerivedId.From(kind, tenant, source, externalId, day is null ? null : Day(day));

    [Fact]
    [Rule("CON-1")]
    public void The_same_names_give_the_same_id_for_ever() =>
        Id().ToString("D").ShouldBe("0195e97f-7800-8657-86e3-f1f1c9c531a8");

    [Fact]
    [Rule("CON-1")]
    public void Any_other_name_gives_another_id()
    {
        Guid[] ids =
        [
            Id(), Id(kind: "party"), Id(tenant: 2), Id(source: "hubspot"), Id(externalId: "43"), Id(day: "2025-04-01"), Id(day: null),
            Id(source: "sales", externalId: "force42"), Id(kind: "contractsalesforce", source: ""), Id(externalId: new string('x', 4000)),
        ];
        ids.Distinct().Count().ShouldBe(ids.Length);
    }

    [Fact]
    [Rule("CON-1")]
    public void Ids_sort_by_day_and_say_version_eight()
    {
        string[] texts = [.. new[] { null, "1970-01-02", "1999-12-31", "2025-03-31", "2025-04-01", "2999-12-31" }.Select(day => Id(day: day).ToString("D"))];
        texts.ShouldBe(texts.Order(StringComparer.Ordinal));
        texts.ShouldAllBe(text => text[14] == '8' && "89ab".Contains(text[19]));
        Id(day: "1969-06-01").ShouldBe(Id(day: null));
        Id(day: "2025-03-31").CompareTo(Id(day: "2025-04-01")).ShouldBeLessThan(0);
    }

    [Fact]
    [Rule("CON-3")]
    public void Typed_ids_read_back_and_are_not_mixed_up()
    {
        ContractId contract = new(Id());
        ContractId.Parse(contract.ToString()).Value.ShouldBe(contract);
        PartyId.Parse("no id").Refusal.Code.ShouldBe("text.party_id");
        PlanVersionId.Parse(Guid.Empty.ToString()).Refusal.Code.ShouldBe("text.plan_version_id");
        DocumentId.Parse(contract.ToString()).Value.Value.ShouldBe(contract.Value);
        PlanId.Parse("{" + contract + "}").IsAccepted.ShouldBeFalse();
        ProductId.Parse(contract.ToString()).IsAccepted.ShouldBeTrue();
    }
}
