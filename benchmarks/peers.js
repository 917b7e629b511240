// Renders templates with the engines of Node, batch by batch as peers.py asks on standard input, one JSON a line:
// {"engine", "template", "data", "count", "out"?} -> {"seconds"}. Run in the folder that npm installed them into.
const fs = require("fs");
const readline = require("readline");
const { createRequire } = require("module");
const load = createRequire(process.cwd() + "/");

const engines = {
  docxtemplater: () => {
    const Zip = load("pizzip");
    const Docxtemplater = load("docxtemplater");
    return (template, data) => {
      const document = new Docxtemplater(new Zip(template.bytes), { paragraphLoop: true, linebreaks: true });
      document.render(data);
      return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  "easy-template-x": () => {
    const { TemplateHandler } = load("easy-template-x");
    const handler = new TemplateHandler();
    return (template, data) => handler.process(template.bytes, data);
  },
  carbone: () => {
    const carbone = load("carbone");
    return (template, data) =>
      new Promise((done, failed) =>
        carbone.render(template.path, data, {}, (error, result) => (error ? failed(error) : done(result)))
      );
  },
};

const ready = {};
const templates = {};

async function batch({ engine, template, data, count, out }) {
  const render = (ready[engine] ??= engines[engine]());
  const known = (templates[template] ??= { path: template, bytes: fs.readFileSync(template) });
  const documents = (templates[data] ??= JSON.parse(fs.readFileSync(data, "utf8")));
  const start = performance.now();
  let made;
  for (let number = 0; number < count; number++) made = await render(known, documents[number % documents.length]);
  const seconds = (performance.now() - start) / 1000;
  if (out) fs.writeFileSync(out, made);
  return { seconds };
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    let answer;
    try {
      answer = await batch(JSON.parse(line));
    } catch (error) {
      answer = { error: String(error && (error.properties ? JSON.stringify(error.properties) : error)) };
    }
    process.stdout.write(JSON.stringify(answer) + "\n");
  }
  process.exit(0);
})();
