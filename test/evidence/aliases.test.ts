import { describe, expect, it } from "vitest";
import { serviceNames } from "../../src/evidence/aliases.ts";

const web = { service: "web", contacts: [], aliases: ["web-bff", "Storefront"] };
const mobile = { service: "mobile", contacts: [], aliases: ["app"] };

describe("the names of services", () => {
  it.each([
    ["web", "web"],
    ["Web-BFF", "web"],
    ["storefront", "web"],
    ["Component:default/web", "web"],
    ["component:mobile", "mobile"],
    ["Component:shop/web", "Component:shop/web"],
    ["billing", "billing"],
  ])("join %s to %s", (name, service) => {
    expect(serviceNames([web, mobile]).nameOf(name)).toBe(service);
  });

  it("say which aliases two services claim", () => {
    const { nameOf, problems } = serviceNames([web, { ...mobile, aliases: ["storefront"] }]);
    expect(problems.map((one) => one.message)).toEqual([
      'The alias "storefront" is claimed by web and mobile.',
    ]);
    expect(nameOf("storefront")).toBe("web");
  });
});
