import { describe, expect, test } from "vitest";
import { routeTo } from "../../../src/host/diagnose/route.ts";

const service = new URL("https://app.example.com");
const proxy = "http://proxy.corp:3128";

describe("the way to a service", () => {
  test.each([
    ["directly when no proxy is set", {}, {}, "no-proxy-set"],
    ["through the proxy of the settings", { proxy }, {}, "settings"],
    ["through the proxy of the environment", {}, { HTTPS_PROXY: proxy }, "environment"],
    ["also without a scheme", {}, { HTTPS_PROXY: "proxy.corp:3128" }, "environment"],
    ["in small letters, too", {}, { https_proxy: proxy }, "environment"],
    ["through the proxy for http when there is no other", {}, { HTTP_PROXY: proxy }, "environment"],
    [
      "by the settings before the environment",
      { proxy },
      { HTTPS_PROXY: "http://other:1" },
      "settings",
    ],
    ["directly when the domain is excepted", { proxy, noProxy: ["example.com"] }, {}, "excepted"],
    ["also with a dot", { proxy, noProxy: [".example.com"] }, {}, "excepted"],
    ["also with a star", { proxy, noProxy: ["*.example.com"] }, {}, "excepted"],
    ["also everything", { proxy, noProxy: ["*"] }, {}, "excepted"],
    [
      "also by the environment",
      { proxy },
      { NO_PROXY: "localhost, app.example.com:443" },
      "excepted",
    ],
    ["but not by another port", { proxy, noProxy: ["app.example.com:8443"] }, {}, "settings"],
    ["and not by a name that only ends alike", { proxy, noProxy: ["ample.com"] }, {}, "settings"],
    [
      "and not by a star when the domain itself is meant",
      { proxy, noProxy: ["*.app.example.com"] },
      {},
      "settings",
    ],
    ["also with a dot at its end", { proxy, noProxy: ["app.example.com."] }, {}, "excepted"],
    ["directly when the proxy is no address", { proxy: "http://" }, {}, "no-proxy-set"],
  ])("leads %s", (_name, settings, env, expected) => {
    const route = routeTo(service, settings, env);
    expect(route.kind === "proxy" ? route.from : route.because).toBe(expected);
  });

  test.each([
    ["an address", ["fd00::1"], "excepted"],
    ["an address in brackets", ["[fd00::1]"], "excepted"],
    ["an address with its port", ["[fd00::1]:443"], "excepted"],
    ["an address with another port", ["[fd00::1]:8443"], "settings"],
    ["another address", ["fd00::2"], "settings"],
  ])("leads to an IPv6 host past %s that is excepted: %s", (_name, noProxy, expected) => {
    const route = routeTo(new URL("https://[fd00::1]"), { proxy, noProxy }, {});
    expect(route.kind === "proxy" ? route.from : route.because).toBe(expected);
  });

  test.each(["http://127.0.0.1:80", "http://localhost", "http://[::1]:1"])(
    "leads directly to this computer: %s",
    (origin) => {
      expect(routeTo(new URL(origin), { proxy }, {})).toEqual({
        kind: "direct",
        because: "this-computer",
      });
    },
  );
});
