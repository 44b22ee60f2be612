import { file, type Planted, type PlantedBy } from './planted.ts'

const words = (en: string, fr: string): Record<string, string> => ({
  ...file('web/words/desk.en.json', `{\n  "desk.a": ${JSON.stringify(en)}\n}`),
  ...file('web/words/desk.fr.json', `{\n  "desk.a": ${JSON.stringify(fr)}\n}`),
})
const EN = 'web/words/desk.en.json:2'
const FR = 'web/words/desk.fr.json:2'
const line = (story: string, path: string, text: string): Planted => ({
  story,
  files: file(path, `fine\n${text}`),
  at: `${path}:2`,
})

export const plantedText: PlantedBy = {
  name: [
    {
      story: 'a file called utils',
      files: file('server/plain/utils.ts', 'export const x = 1'),
      at: 'server/plain/utils.ts:1',
    },
    { story: 'helpers behind a dash', files: file('web/parts/date-helpers.ts', ''), at: 'web/parts/date-helpers.ts:1' },
    { story: 'a folder called common', files: file('web/common/Card.tsx', ''), at: 'web/common/Card.tsx:1' },
    {
      story: 'types in the middle of a word',
      files: file('web/parts/eventTypes.ts', ''),
      at: 'web/parts/eventTypes.ts:1',
    },
    {
      story: 'near: words that only begin so',
      files: {
        ...file('server/plain/commonest.ts', ''),
        ...file('web/parts/Utilities.tsx', ''),
        ...file('docs/typesetting.md', ''),
      },
    },
  ],
  machine: [
    line('the folder of this machine', 'scripts/setup.mjs', 'const root = "/work/main"'),
    line('the same in a test', 'server/kit/config.test.ts', '// /work/shared/x'),
    line('somebody’s home', 'docs/install.md', 'cd /home/anne/okaeri'),
    line('a home on Windows', 'docs/install.md', 'C:\\Users\\anne'),
    line('the temporary folder of Unix', 'server/kit/data-folder.ts', `// '/tmp/okaeri'`),
    line('a registry in a lockfile', 'package-lock.json', '      "resolved": "https://packages.internal/zod.tgz",'),
    line('a registry by its name', '.ci/run', 'npm config set registry https://registry.npmjs.org/'),
    line('a registry in .npmrc', '.npmrc', 'registry=https://mirror.internal'),
    {
      story: 'near: addresses of ours, the temporary folder in a test, the word registry',
      files: {
        ...file('web/ask.ts', `export const at = '/api/work/tasks'; const home = '/homes'; const rooted = 'x/root/y'`),
        ...file('server/kit/config.test.ts', `const folder = '/tmp/okaeri'`),
        ...file('docs/install.md', 'Packages come from the npm registry.'),
      },
    },
  ],
  unfinished: [
    line('work left in a comment', 'server/visits/visit.store.ts', '// TODO: later'),
    line('work left in a document', 'docs/scale.md', 'FIXME figures'),
    line('a promise on a screen', 'docs/first-day.md', 'Coming soon'),
    line('a test that is not there', 'server/visits/why.test.ts', `it.todo('answers')`),
    line('words of nobody', 'web/index.html', 'Lorem ipsum dolor'),
    {
      story: 'near: what is to be done today, in Spanish too',
      files: file('web/ask.ts', `const todo = ['todo el día']`),
    },
  ],
  words: [
    {
      story: 'a key that is not said in French',
      files: {
        ...words('One', 'Un'),
        ...file('web/words/desk.en.json', '{\n  "desk.a": "One",\n  "desk.b": "Two"\n}'),
      },
      at: 'web/words/desk.en.json:3',
    },
    {
      story: 'a screen without French',
      files: { ...file('web/words/floor.en.json', '{}') },
      at: 'web/words/floor.en.json:1',
    },
    { story: 'a value that French forgets', files: words('{n} people', 'des gens'), at: FR },
    { story: 'a value under another name', files: words('{n} people', '{nombre} personnes'), at: FR },
    {
      story: 'a choice with fewer cases',
      files: words('{who, select, me {me} you {you} other {them}}', '{who, select, me {moi} other {eux}}'),
      at: FR,
    },
    {
      story: 'a value inside a plural',
      files: words(
        '{n, plural, one {# of {all}} other {# of {all}}}',
        '{n, plural, one {# sur tous} other {# sur tous}}',
      ),
      at: FR,
    },
    { story: 'a tag that French forgets', files: words('<b>One</b>', 'Un'), at: FR },
    { story: 'a message that cannot be read', files: words('{n, plural, one {#}}', '{n}'), at: EN },
    {
      story: 'a key said in two files',
      files: {
        ...words('One', 'Un'),
        ...file('web/words/floor.en.json', '{ }'),
        ...file('web/words/floor.fr.json', '{\n\n  "desk.a": "Une"\n}'),
      },
      at: 'web/words/floor.fr.json:3',
    },
    {
      story: 'near: the same values, differently said',
      files: words('{n, plural, one {# visit} other {# visits}} of {who}', '{who}\u00a0: {n} visites'),
    },
  ],
  typography: [
    { story: 'a straight apostrophe', files: words('Today', "Aujourd'hui"), at: FR },
    { story: 'a straight apostrophe in English', files: words("I'm going", 'J’y vais'), at: EN },
    { story: 'a breaking space before a question mark', files: words('Who?', 'Qui ?'), at: FR },
    { story: 'no space before a semicolon', files: words('Come; sit', 'Venez; asseyez-vous'), at: FR },
    { story: 'a breaking space before a colon', files: words('Name: {n}', 'Nom : {n}'), at: FR },
    { story: 'quotes that let go of their word', files: words('“Yes”', '« Oui »'), at: FR },
    { story: 'English quotes in French', files: words('“Yes”', '“Oui”'), at: FR },
    { story: 'three dots', files: words('Wait…', 'Attendez...'), at: FR },
    {
      story: 'near: as a printer sets it, with an hour and an address',
      files: words(
        '“Yes?” at 10:30: https://a.fr/?x=1',
        '«\u00a0Oui\u202f?\u00a0» l’heure\u00a0: 10:30, https://a.fr/?x=1',
      ),
    },
  ],
}
