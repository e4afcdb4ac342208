import { describe, expect, it } from "vitest";
import {
  elementsOf,
  operationNamed,
  resolveUse,
} from "../../../src/evidence/resolve/elements-of.ts";
import { findElement } from "../../../src/evidence/resolve/find-element.ts";
import { httpRoutes, matchRequest, matchRoute } from "../../../src/evidence/resolve/http-routes.ts";
import { ordersContract } from "../orders-contract.ts";

describe("a request", () => {
  it.each([
    ["GET", "/orders", "GET /orders"],
    ["get", "/orders/", "GET /orders"],
    ["GET", "/orders/42", "GET /orders/{}"],
    ["GET", "/orders/mine", "GET /orders/mine"],
    ["GET", "/orders/%6Dine", "GET /orders/mine"],
    ["GET", "/api/v1/orders/42", "GET /orders/{}"],
    ["GET", "/api/v1/orders/42?expand=lines", "GET /orders/{}"],
    ["DELETE", "/orders/mine", "DELETE /orders/{}"],
  ])("%s %s meets %s", (method, path, expected) => {
    const hit = matchRequest(httpRoutes(ordersContract), method, path);
    expect(typeof hit === "string" ? hit : hit.operation.coordinate).toBe(expected);
  });

  it.each([
    ["PUT", "/orders/42", "unknown-method"],
    ["GET", "/Orders", "unknown-path"],
    ["GET", "/api/v2/orders", "unknown-path"],
    ["GET", "/orders/42/lines", "unknown-path"],
  ])("%s %s meets nothing: %s", (method, path, miss) => {
    expect(matchRequest(httpRoutes(ordersContract), method, path)).toBe(miss);
  });

  it.each([
    ["/orders/:order_id", "GET /orders/{}"],
    ["/api/v1/orders/<int:pk>/", "GET /orders/{}"],
    ["/orders/mine", "GET /orders/mine"],
    ["/orders/:id?", "GET /orders/{}"],
  ])("with the route %s meets %s", (route, expected) => {
    const hit = matchRoute(httpRoutes(ordersContract), "GET", route);
    expect(typeof hit === "string" ? hit : hit.operation.coordinate).toBe(expected);
  });
});

describe("a use coordinate", () => {
  it.each([
    ["GET /orders/{}", ["GET /orders/{}"]],
    [
      "POST /orders req[application/json].lines[].sku",
      [
        "POST /orders",
        "POST /orders req",
        "POST /orders req[application/json]",
        "#schemas.NewOrder",
        "#schemas.NewOrder.lines",
        "#schemas.Line",
        "#schemas.Line.sku",
      ],
    ],
    [
      'GET /orders query.status="paid"',
      [
        "GET /orders",
        "GET /orders req",
        "GET /orders query.status",
        "#schemas.Status",
        '#schemas.Status="paid"',
      ],
    ],
  ])("%s meets its declarations", (use, elements) => {
    expect(elementsOf(use, ordersContract)).toEqual(elements);
  });

  it("passes through every alternative where no value says which", () => {
    const use = "GET /orders/{} res.200[application/json].payment.due";
    expect(elementsOf(use, ordersContract)).toContain("#schemas.Invoice.due");
  });

  it("has the direction of its message", () => {
    expect(resolveUse(ordersContract, "GET /orders query.page")?.direction).toBe("input");
    expect(resolveUse(ordersContract, "GET /orders res.200")?.direction).toBe("output");
  });

  it.each([
    "GET /baskets",
    "POST /orders req[application/json].coupon",
    'GET /orders query.status="lost"',
    "GET /orders res.500[application/json]",
    "nonsense",
  ])("%s meets nothing", (use) => {
    expect(resolveUse(ordersContract, use)).toBeUndefined();
  });

  it("names operations however their parameters are written", () => {
    for (const name of ["GET /orders/{id}", "GET /orders/{}", "get /orders/:id"]) {
      expect(operationNamed(ordersContract, name)?.coordinate).toBe("GET /orders/{}");
    }
  });
});

describe("an element that a person names", () => {
  it.each([
    ["#schemas.Order.status", { coordinate: "#schemas.Order.status", kind: "field" }],
    ["GET /orders/{id}", { coordinate: "GET /orders/{}", kind: "operation" }],
    ["get /orders/:id", { coordinate: "GET /orders/{}", kind: "operation" }],
    [
      "GET /orders/{} res.200[application/json].status",
      { coordinate: "#schemas.Order.status", kind: "field" },
    ],
    ["#schemas.Order.staus", { suggestion: "#schemas.Order.status" }],
    ["#schemas.Oder.status", { suggestion: "#schemas.Order" }],
    ["#schemas.Order.colour", { suggestion: undefined }],
    ["GET /ordres", { suggestion: "GET /orders" }],
  ])("%s is found, or the nearest is offered", (text, found) => {
    expect(findElement(ordersContract, text)).toEqual(found);
  });
});
