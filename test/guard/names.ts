import { isTest, lineAt, type Offence, type Rule, type Tree } from './tree.ts'

const EMPTY_NAMES = new Set(['util', 'utils', 'helper', 'helpers', 'type', 'types', 'common', 'misc'])
/** The guard plants what it looks for. */
const PLANTS = /^test\/(?:house\.test\.ts$|guard\/)/u

/** Name the file for the question it answers. */
export function nameOffences(tree: Tree): Offence[] {
  return [...tree.keys()].flatMap((path): Offence[] => {
    const empty = path.split(/[/._-]|(?<=[a-z])(?=[A-Z])/u).find((word) => EMPTY_NAMES.has(word.toLowerCase()))
    return empty
      ? [
          {
            rule: 'name',
            file: path,
            line: 1,
            because: `"${empty}" says nothing: name the file for the question it answers`,
          },
        ]
      : []
  })
}

/** A socket's address has 107 bytes: where the temporary folder is too deep, the short one that every Unix has must do. */
const SHORT_FOLDER = new Set(['server/kit/postgres-place.ts'])

interface Wording {
  rule: Rule
  pattern: RegExp
  because: string
  not?: (path: string) => boolean
}

const inTests = (path: string): boolean => isTest(path) || path.startsWith('test/')
const WORDINGS: Wording[] = [
  {
    rule: 'machine',
    pattern: /(?<![\w.])\/work\/(?:main|shared)\b/gu,
    because: 'the path of one machine',
  },
  {
    rule: 'machine',
    pattern: /(?<![\w.}])(?:\/home\/[a-z]|\/Users\/[A-Za-z]|\/root\/)|[A-Z]:\\+Users\\/gu,
    because: 'somebody’s home',
    // An example of a path that is refused is no path of this machine.
    not: inTests,
  },
  {
    rule: 'machine',
    pattern: /(?<![\w.}])\/tmp\b/gu,
    because: 'ask os.tmpdir() for the temporary folder',
    not: (path) => inTests(path) || SHORT_FOLDER.has(path),
  },
  {
    rule: 'machine',
    pattern:
      /\bregistry\.(?!example\.)[a-z0-9-]+\.[a-z]{2,}|\bnpm\.pkg\.github\.com|^\s*registry\s*=|"resolved": "https?:/gmu,
    because: 'the host of a package registry: each machine has its own',
  },
  {
    rule: 'unfinished',
    pattern: /\b(?:TODO|FIXME)\b|\b(?:it|test|describe)\.todo\b|[Cc]oming soon|[Ll]orem ipsum|[Bb]ientôt disponible/gu,
    because: 'is left for later: do it, or write it where work is planned',
    not: (path) => path === 'package-lock.json',
  },
]

/** What must not stand in any text of the project: the path of one machine, a registry's host, work left for later. */
export function wordingOffences(tree: Tree): Offence[] {
  const offences: Offence[] = []
  for (const [path, text] of tree) {
    if (PLANTS.test(path)) continue
    for (const { rule, pattern, because, not } of WORDINGS) {
      if (not?.(path)) continue
      for (const { 0: said, index } of text.matchAll(pattern))
        offences.push({ rule, file: path, line: lineAt(text, index), because: `"${said.trim()}": ${because}` })
    }
  }
  return offences
}
