import { importsOf } from './import-lines.ts'
import { bare, childrenOf, isNode, type Node, nameOf, once, parse, walk } from './syntax.ts'
import { isCode, isTest, lineAt, type Offence, placeOf, type Tree } from './tree.ts'

/** Where the house begins: without it the tree is a part, and who asks for what cannot be known. */
const BEGINNING = 'server/main.ts'

interface Offered {
  name: string
  line: number
  /** Is it something to be called? */
  called: boolean
  /** Does its own file use it? */
  used: boolean
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'ArrowFunctionExpression', 'FunctionExpression', 'ClassDeclaration'])

/** What an `export` in front of a declaration offers. Types are left out: one that stands in a signature is read there. */
function declared(declaration: Node): { name: string; called: boolean }[] {
  if (declaration.type !== 'VariableDeclaration')
    return FUNCTIONS.has(declaration.type) ? [{ name: nameOf(declaration.id) ?? '', called: true }] : []
  return (declaration.declarations as Node[]).flatMap((each) => {
    const name = nameOf(each.id)
    return name === undefined ? [] : [{ name, called: FUNCTIONS.has(bare(each.init)?.type ?? '') }]
  })
}

/** The values a file offers to others. */
const offersOf = once((path, text): Offered[] => {
  const whole = parse(path, text)
  const times = new Map<string, number>()
  walk(whole, (node) => {
    if (node.type === 'Identifier' || node.type === 'JSXIdentifier')
      times.set(node.name as string, (times.get(node.name as string) ?? 0) + 1)
  })
  return [...childrenOf(whole)].flatMap((node) =>
    node.type === 'ExportNamedDeclaration' && isNode(node.declaration)
      ? declared(node.declaration).map((each) => ({
          ...each,
          line: lineAt(text, node.start),
          used: (times.get(each.name) ?? 0) > 1,
        }))
      : [],
  )
})

type Askers = 'somebody' | 'a test'

/** What is asked for, by `path name`; `path *` is the whole file. A computed address may be that of any file of its folder. */
function askedIn(tree: Tree): Map<string, Askers> {
  const asked = new Map<string, Askers>()
  const folders = new Set<string>()
  for (const path of tree.keys()) {
    if (!isCode(path)) continue
    const by: Askers = isTest(path) || path.startsWith('test/') ? 'a test' : 'somebody'
    for (const { reach, to, names } of importsOf(path, tree)) {
      if (reach === 'unclear') folders.add(folderOf(path))
      if (reach !== 'ours') continue
      for (const name of names) if (asked.get(`${to} ${name}`) !== 'somebody') asked.set(`${to} ${name}`, by)
    }
  }
  for (const path of tree.keys()) if (folders.has(folderOf(path))) asked.set(`${path} *`, 'somebody')
  return asked
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)

/** What is offered and nobody asks for, and what only a test calls: the one is an `export` too many, the other no part of the house. */
export function unaskedOffences(tree: Tree): Offence[] {
  if (!tree.has(BEGINNING)) return []
  const asked = askedIn(tree)
  const offences: Offence[] = []
  for (const [file, text] of tree) {
    if (!isCode(file) || asked.has(`${file} *`)) continue
    const ours = placeOf(file).area !== 'beside' && !isTest(file)
    for (const { name, line, called, used } of offersOf(file, text)) {
      const by = asked.get(`${file} ${name}`)
      if (by === undefined)
        offences.push({ rule: 'unasked', file, line, because: `nobody asks for ${name}: keep it in its file, or out` })
      else if (by === 'a test' && called && !used && ours)
        offences.push({
          rule: 'unasked',
          file,
          line,
          because: `only tests call ${name}: put it to use, or beside them`,
        })
    }
  }
  return offences
}
