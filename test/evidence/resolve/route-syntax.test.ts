import { describe, expect, it } from "vitest";
import { frameworkRoutes } from "../../../src/evidence/resolve/route-syntax.ts";

describe("a framework's route", () => {
  it.each([
    ["/orders/:id", ["/orders/{}"]],
    ["/orders/:id/", ["/orders/{}"]],
    ["/orders/{id}", ["/orders/{}"]],
    ["/orders/{id:int}", ["/orders/{}"]],
    ["/orders/{id:[0-9]{3}}/lines", ["/orders/{}/lines"]],
    ["/orders/{id:[^/]+}/lines", ["/orders/{}/lines"]],
    ["/orders/<int:id>", ["/orders/{}"]],
    ["/orders/<id>/lines/<uuid:line>", ["/orders/{}/lines/{}"]],
    ["^/orders/(?P<id>[^/.]+)/$", ["/orders/{}"]],
    ["/orders/[id]", ["/orders/{}"]],
    ["/orders/$id", ["/orders/{}"]],
    ["/orders/:id(\\d+)", ["/orders/{}"]],
    ["/orders/:id?", ["/orders/{}", "/orders"]],
    ["/orders/:id.:format", ["/orders/{}.{}"]],
    ["/orders/{id}:cancel", ["/orders/{}:cancel"]],
    ["/files/*", []],
    ["/files/{*path}", []],
    ["/files/[...path]", []],
    ["/", ["/"]],
  ])("%s is a template", (route, templates) => {
    expect(frameworkRoutes(route)).toEqual(templates);
  });
});
