/** The style sheet of the report: both colour schemes, with a contrast of 4.5:1 and more for text. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --text: #1c2128; --soft: #545d68; --page: #ffffff; --panel: #f5f7f9; --line: #c9d1d9;
  --link: #0550ae; --breaking: #b3121d; --dangerous: #8a4b00; --compatible: #1a6b34;
  --on: #ffffff; --focus: #0550ae;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6edf3; --soft: #a5b0bc; --page: #0e1116; --panel: #181d24; --line: #3a434e;
    --link: #79b8ff; --breaking: #ff8f88; --dangerous: #f2b45c; --compatible: #6fd08c;
    --on: #0e1116; --focus: #79b8ff;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 75rem; padding: 1rem 1.25rem 4rem;
  font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--page);
}
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; }
h1 { font-size: 1.6rem; margin: .5rem 0 0; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0; font-weight: 600; display: inline; }
p { margin: .5rem 0; }
code, pre { font: .875em/1.5 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
pre {
  margin: .25rem 0 .75rem; padding: .5rem .75rem; border: 1px solid var(--line);
  border-radius: 6px; background: var(--page); white-space: pre-wrap;
}
.soft { color: var(--soft); }
.level { font-weight: 600; white-space: nowrap; }
.breaking { color: var(--breaking); }
.dangerous { color: var(--dangerous); }
.compatible { color: var(--compatible); }
.badge {
  display: inline-block; padding: .1rem .6rem; border-radius: 1rem; font-weight: 600;
  color: var(--on); background: var(--compatible);
}
.badge.blocking { background: var(--breaking); }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 600; }
tbody th { font-weight: 400; }
.notices { padding: .75rem 1rem; border: 1px solid var(--line); border-left: 6px solid var(--breaking); border-radius: 6px; }
.notices ul, .plain { margin: 0; padding-left: 1.2rem; }
fieldset { border: 1px solid var(--line); border-radius: 6px; margin: 0 0 1rem; padding: .5rem 1rem .75rem; }
legend { font-weight: 600; padding: 0 .35rem; }
.filters { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; }
input, select { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--soft); border-radius: 4px; padding: .15rem .4rem; }
select { max-width: 16rem; }
.change { border: 1px solid var(--line); border-radius: 6px; margin: 0 0 .6rem; background: var(--panel); }
.change > details > summary { padding: .55rem .9rem; cursor: pointer; }
.change > details[open] > summary { border-bottom: 1px solid var(--line); }
.headline { display: block; margin-top: .1rem; }
.body { padding: .6rem .9rem .9rem; }
.blocks { border-left: 6px solid var(--breaking); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0 0 .75rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 0 1rem; }
.sides h4, .body h4 { font-size: .875rem; margin: .25rem 0 0; color: var(--soft); font-weight: 600; }
.scroll { overflow-x: auto; }
svg { font: 12px system-ui, sans-serif; max-width: none; }
svg text { fill: var(--text); }
svg .title { fill: var(--soft); font-weight: 600; }
svg rect { fill: var(--panel); stroke: var(--line); }
svg path { fill: none; stroke: var(--breaking); stroke-width: 2; }
svg path.may-break { stroke: var(--dangerous); stroke-dasharray: 5 4; }
[hidden] { display: none !important; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .75rem; }
@media print { .filter-form, .skip { display: none; } .change { break-inside: avoid; } }
@media (max-width: 40rem) {
  dl { grid-template-columns: 1fr; } dt { margin-top: .4rem; }
  thead { position: absolute; left: -100rem; }
  tr { display: block; padding: .4rem 0; border-bottom: 1px solid var(--line); }
  th, td { display: block; padding: 0; border: 0; overflow-wrap: anywhere; }
}
`;
