import { createServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { openSource } from "../../src/sources/spec.ts";
import { urlTree } from "../../src/sources/url.ts";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}` : "";
}

describe("a document on the network", () => {
  it("is fetched when it is allowed", async () => {
    const base = await serve((_request, response) => response.end("\uFEFFopenapi: 3.1.0\n"));
    const opened = await openSource(
      { kind: "url", url: `${base}/v1/openapi.yaml?x=1` },
      { allowNetwork: true },
    );
    expect(opened.entry).toBe("openapi.yaml");
    expect(await opened.tree.read("openapi.yaml")).toBe("openapi: 3.1.0\n");
  });

  it("has a name even at the root of a host", async () => {
    const base = await serve((_request, response) => response.end("x"));
    expect((await urlTree(base)).entry).toBe("document");
  });

  it("is refused with the server's answer", async () => {
    const base = await serve((_request, response) => response.writeHead(404).end());
    await expect(urlTree(`${base}/openapi.yaml`)).rejects.toMatchObject({
      code: "source-unreadable",
      message: expect.stringContaining("404 Not Found"),
    });
  });

  it("is refused above the limit while it still comes in", async () => {
    const base = await serve((_request, response) => {
      const more = (): void => {
        while (response.write("x".repeat(10_000)));
        response.once("drain", more);
      };
      more();
    });
    await expect(urlTree(base, { maxFileBytes: 50_000 })).rejects.toMatchObject({
      code: "too-large",
    });
  });

  it("is given up when the answer does not end in time", async () => {
    const base = await serve((_request, response) => void response.write("openapi"));
    await expect(urlTree(base, { timeoutMilliseconds: 100 })).rejects.toMatchObject({
      code: "source-unreadable",
      message: expect.stringContaining("in time"),
    });
  });

  it("says why a host cannot be reached, and refuses other protocols", async () => {
    await expect(urlTree("http://127.0.0.1:1/openapi.yaml")).rejects.toMatchObject({
      code: "source-unreadable",
    });
    await expect(urlTree("ftp://shop.example/openapi.yaml")).rejects.toMatchObject({
      code: "source-unreadable",
    });
  });
});
