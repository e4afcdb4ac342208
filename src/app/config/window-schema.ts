import { z } from "zod";
import { REMOVAL_RULES } from "../../policy/removal-rule.ts";
import { WINDOW_PRESETS } from "../../policy/window-presets.ts";

const presets = Object.keys(WINDOW_PRESETS);

const period = z
  .union([
    z.int().nonnegative(),
    z.string().regex(/^\d{1,5} (?:days?|weeks?|months?|years?)$/, "must be like `90 days`"),
  ])
  .meta({ description: "A number of days, or a text such as `90 days`, `3 months`, `1 year`." });

const needed = z.enum(["required", "optional"]);
const permission = z.enum(["allowed", "refused"]);

const requirements = {
  minimum: period.exactOptional().meta({
    description: "The time from the announcement to the sunset that users must be given.",
  }),
  sunset: needed.exactOptional().meta({ description: "Whether a sunset date must be announced." }),
  reason: needed.exactOptional().meta({ description: "Whether a reason must be given." }),
  replacement: needed
    .exactOptional()
    .meta({ description: "Whether it must be said what to use instead." }),
  grace: period.exactOptional().meta({
    description: "The time after the sunset until a removal is late. Default: no removal is late.",
  }),
  ends: z.enum(["end-of-day", "start-of-day"]).exactOptional().meta({
    description: "When a sunset day ends the window: at 24:00 UTC (the default) or at 00:00.",
  }),
  shortening: permission
    .exactOptional()
    .meta({ description: "Whether a date may be brought forward. Default: refused." }),
  schedule: z.enum(["any-day", "quarter"]).exactOptional().meta({
    description: "`quarter`: sunsets fall on the first day of a quarter.",
  }),
  "born-deprecated": permission.exactOptional().meta({
    description: "Whether elements may come into being deprecated. Default: allowed.",
  }),
  breaking: permission.exactOptional().meta({
    description: "Whether elements may break without a window. Default: refused.",
  }),
  removal: z.enum(REMOVAL_RULES).exactOptional().meta({
    description:
      "What a removal after its window does, instead of `removal-after-window`. `block`: nothing may ever go.",
  }),
};

const part = z.strictObject(requirements);

/** The `window` key: what is asked of deprecations. */
export const windowSchema = z
  .strictObject({
    preset: z.enum(presets).exactOptional().meta({
      description: "A published policy to start from; the other keys speak over it.",
    }),
    ...requirements,
    coverage: z.number().min(0).max(1).exactOptional().meta({
      description:
        "The share of known consumers that must be judged before something may go. Default: 1.",
    }),
    levels: z
      .strictObject({
        draft: part.exactOptional(),
        alpha: part.exactOptional(),
        beta: part.exactOptional(),
        stable: part.exactOptional(),
      })
      .exactOptional()
      .meta({ description: "What differs for elements of a stability level." }),
    surfaces: z
      .strictObject({
        wire: part.exactOptional(),
        json: part.exactOptional(),
        source: part.exactOptional(),
      })
      .exactOptional()
      .meta({ description: "What differs where only this surface is promised." }),
  })
  .meta({ description: "What is asked of deprecations." });

/** The `window` key as written, checked but not resolved. */
export type WindowText = z.infer<typeof windowSchema>;

/** One part of it: what is asked in general, of a level, or of a surface. */
export type WindowPartText = z.infer<typeof part>;
