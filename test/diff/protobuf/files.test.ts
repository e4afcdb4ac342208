import { describe, expect, it } from "vitest";
import {
  changesOf,
  lineOf,
  linesOf,
  onlyChange,
  severityOn,
  type Texts,
} from "../compare-texts.ts";
import { feltOn, method, proto2, proto3, SOURCE, WIRE } from "./texts.ts";

describe("Reservations", () => {
  it("that are given up are a risk, and nothing more", async () => {
    const before = proto3('message Order { reserved 2; reserved "sku"; }');
    expect(await linesOf("protobuf", before, proto3("message Order { }"))).toEqual([
      "dangerous reserved-removed shop.v1.Order",
      "dangerous reserved-removed shop.v1.Order",
    ]);
  });

  it("of an enum are the same", async () => {
    const before = proto3("enum Status { OPEN = 0; reserved 2; }");
    expect(await linesOf("protobuf", before, proto3("enum Status { OPEN = 0; }"))).toEqual([
      "dangerous reserved-removed shop.v1.Status",
    ]);
  });

  it("are a risk above all where another field took the number", async () => {
    const before = proto3("message Order { reserved 2; }");
    expect(await linesOf("protobuf", before, proto3("message Order { string sku = 2; }"))).toEqual([
      "compatible field-added shop.v1.Order.sku#2",
      "dangerous reserved-removed shop.v1.Order",
    ]);
  });
});

describe("Extensions", () => {
  const order = (rest: string) => proto2(`message Order { extensions 100 to 199; } ${rest}`);
  const note = "extend Order { optional string note = 100; }";

  it("come and go as fields do", async () => {
    expect(await feltOn(WIRE, order(""), order(note))).toEqual([]);
    expect(await feltOn(WIRE, order(note), order(""))).toEqual([
      "dangerous field-removed shop.v1.note",
    ]);
  });

  it("need their range", async () => {
    expect(
      await feltOn(WIRE, order(""), proto2("message Order { extensions 100 to 149; }")),
    ).toEqual(["dangerous extension-range-removed shop.v1.Order"]);
  });
});

describe("Messages", () => {
  it("that no method reaches may be stored or published, so their loss is a risk", async () => {
    expect(
      await feltOn(WIRE, proto3("message Order { } message Item { }"), proto3("message Order { }")),
    ).toEqual(["dangerous type-removed shop.v1.Item"]);
  });

  it("of another name and the same shape are the same bytes", async () => {
    const field = (type: string) =>
      method(`${type} line = 1;`, "", `message ${type} { string sku = 1; }`);
    expect(await feltOn(WIRE, field("Line"), field("Row"))).toEqual([]);
    expect(await feltOn(SOURCE, field("Line"), field("Row"))).toContain(
      "breaking type-renamed shop.v1.Request.line#1",
    );
  });

  it("that are switched for one that reads other bytes break", async () => {
    const both = "message Line { string sku = 1; } message Count { int32 sku = 1; }";
    expect(
      await feltOn(
        WIRE,
        method("Line line = 1; Count count = 2;", "", both),
        method("Count line = 1; Count count = 2;", "", both),
      ),
    ).toEqual(["breaking type-changed shop.v1.Request.line#1"]);
  });

  it("may list everything in another order", async () => {
    expect(
      await linesOf(
        "protobuf",
        proto3("message Order { string sku = 1; string ean = 2; } message Item { }"),
        proto3("message Item { } message Order { string ean = 2; string sku = 1; }"),
      ),
    ).toEqual([]);
  });
});

describe("Files", () => {
  const verdicts = async (before: Texts, after: Texts) =>
    (await changesOf("protobuf", before, after)).map(
      (change) => `${severityOn(change, "source") ?? "none"} ${lineOf(change)}`,
    );

  it("may move a type, which is found elsewhere by who includes files", async () => {
    expect(
      await verdicts(
        {
          "a.proto": proto3("message Order { } message Item { }"),
          "b.proto": proto3("message Cart { }"),
        },
        {
          "a.proto": proto3("message Order { }"),
          "b.proto": proto3("message Cart { } message Item { }"),
        },
      ),
    ).toEqual(["breaking compatible type-moved shop.v1.Item"]);
  });

  it("may move a type that is only sent, as any other", async () => {
    const service = "service Orders { rpc Place(Order) returns (Receipt); } message Receipt { }";
    const order = "message Order { Item item = 1; }";
    expect(
      await verdicts(
        { "a.proto": proto3(`${service} ${order} message Item { }`), "b.proto": proto3("") },
        {
          "a.proto": proto3(`import "b.proto"; ${service} ${order}`),
          "b.proto": proto3("message Item { }"),
        },
      ),
    ).toContain("breaking compatible type-moved shop.v1.Item");
  });

  it("may move a type without a trace where they include its new file publicly", async () => {
    const after = {
      "a.proto": proto3('import public "b.proto"; message Order { }'),
      "b.proto": proto3("message Cart { } message Item { }"),
    };
    const lines = await verdicts(
      {
        "a.proto": proto3("message Order { } message Item { }"),
        "b.proto": proto3("message Cart { }"),
      },
      after,
    );
    expect(lines.filter((line) => !line.startsWith("compatible"))).toEqual([]);
  });

  it("that stop including another publicly break who relied on it", async () => {
    const other = { "b.proto": proto3("message Cart { }") };
    expect(
      await verdicts(
        { "a.proto": proto3('import public "b.proto"; message Order { }'), ...other },
        { "a.proto": proto3('import "b.proto"; message Order { }'), ...other },
      ),
    ).toEqual(["breaking compatible attribute-changed a.proto"]);
  });

  it.each(["go_package", "java_package", "csharp_namespace", "ruby_package", "swift_prefix"])(
    "say with %s where generated code goes",
    async (option) => {
      const file = (value: string) => proto3(`option ${option} = "${value}"; message Order { }`);
      const change = await onlyChange("protobuf", file("shop"), file("store"));
      expect(change).toMatchObject({ rule: "attribute-changed", severity: "compatible" });
      expect(severityOn(change, "source")).toBe("breaking");
    },
  );
});

describe("Conventions that no parser enforces", () => {
  it("may demand a field all the same", async () => {
    const field = (behavior: string) =>
      proto3(
        `import "google/api/field_behavior.proto"; service Orders { rpc Get(Request) returns (Response); } message Request { string id = 1${behavior}; } message Response { }`,
      );
    expect(
      await linesOf("protobuf", field(""), field(" [(google.api.field_behavior) = REQUIRED]")),
    ).toEqual(["dangerous demanded-by-convention shop.v1.Request.id#1"]);
  });
});

describe("A message under one name on both sides", () => {
  const file = (fields: string, rest: string) =>
    proto3(`message Contact { ${fields} } message Query { string id = 1; } ${rest}`);
  const service = (answer: string) => `service Contacts { rpc Get(Query) returns (${answer}); }`;

  it("is compared where a method leads to it only now", async () => {
    const before = file("string phone = 1;", "");
    const after = file("string mail = 2;", service("Contact"));
    expect(await feltOn(WIRE, before, after)).toContain(
      "dangerous field-removed shop.v1.Contact.phone#1",
    );
  });

  it("breaks client code where no message carries it any more", async () => {
    const card = (field: string) =>
      `message Card { ${field} contact = 1; } message Person { string phone = 1; }`;
    const before = file("string phone = 1;", `${service("Card")} ${card("Contact")}`);
    const after = file("string mail = 1;", `${service("Card")} ${card("Person")}`);
    expect(await feltOn(WIRE, before, after)).toEqual([]);
    expect(await feltOn(SOURCE, before, after)).toContain(
      "breaking field-renamed shop.v1.Contact.phone#1",
    );
  });
});
