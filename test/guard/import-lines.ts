import { isBuiltin } from 'node:module'
import { bare, isNode, literal, member, type Node, nameOf, once, parse, walk } from './syntax.ts'
import { lineAt, type Tree } from './tree.ts'

/** One import, wherever it is written: `import`, `export … from`, `import()`, `require`, `import('…')` in a type, a worker's address. */
export interface ImportLine {
  from: string
  line: number
  /** `ours`: `to` is a path from the root; `package`: the name it is imported by; `builtin`: `node:…`; `unclear`: nobody can tell. */
  reach: 'ours' | 'package' | 'builtin' | 'unclear'
  to: string
  /** erased before it runs */
  type: boolean
  /** what is taken from it; `*` for all */
  names: string[]
}

export const importsOf = (path: string, tree: Tree): ImportLine[] => linesOf(path, tree.get(path) ?? '')

const linesOf = once((path, text) => {
  const found: ImportLine[] = []
  const add = (node: Node, source: unknown, type: boolean, names: string[] = ['*']): void => {
    const specifier = literal(source)
    found.push({ from: path, line: lineAt(text, node.start), type, names, ...resolve(path, specifier) })
  }
  walk(parse(path, text), (node) => {
    if (node.type === 'ImportDeclaration') {
      // `import { type A }` still loads the file: only `import type` is erased.
      add(node, node.source, node.importKind === 'type', (node.specifiers as Node[]).map(taken))
    } else if (
      (node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') &&
      isNode(node.source)
    ) {
      const names = Array.isArray(node.specifiers) ? (node.specifiers as Node[]).map((each) => word(each.local)) : ['*']
      add(node, node.source, node.exportKind === 'type', names)
    } else if (node.type === 'ImportExpression') add(node, node.source, false)
    else if (node.type === 'TSImportType') add(node, literalType(node), true)
    else if (node.type === 'TSImportEqualsDeclaration') {
      const reference = node.moduleReference as Node
      if (reference.type === 'TSExternalModuleReference') add(node, reference.expression, node.importKind === 'type')
    } else if (node.type === 'CallExpression' && isRequire(node.callee)) add(node, (node.arguments as Node[])[0], false)
    else if (node.type === 'NewExpression' && nameOf(node.callee) === 'URL') {
      const [address, base] = node.arguments as Node[]
      const file = literal(address)
      if (file && /\.[cm]?[jt]sx?$/u.test(file) && bare(base)?.type === 'MemberExpression') add(node, address, false)
    }
  })
  return found
})

const word = (node: unknown): string => (isNode(node) ? ((node.name ?? node.value) as string) : '*')

function taken(specifier: Node): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default'
  return specifier.type === 'ImportNamespaceSpecifier' ? '*' : word(specifier.imported)
}

const literalType = (node: Node): unknown => {
  const source = node.source ?? node.argument
  return isNode(source) && source.type === 'TSLiteralType' ? source.literal : source
}

function isRequire(callee: unknown): boolean {
  if (nameOf(callee) === 'require') return true
  const at = member(callee)
  return at?.name === 'getBuiltinModule' || (at?.name === 'resolve' && at.object.type === 'MetaProperty')
}

/** By place, not by spelling: `./../x`, `%76isits`, `file:` and `?raw` all come to the same file. */
function resolve(from: string, specifier: string | undefined): Pick<ImportLine, 'reach' | 'to'> {
  if (specifier === undefined) return { reach: 'unclear', to: 'an address that is computed' }
  if (isBuiltin(specifier)) return { reach: 'builtin', to: specifier.replace(/^(?!node:)/u, 'node:') }
  if (/^\.{1,2}(?:\/|$)/u.test(specifier)) {
    const { pathname } = new URL(specifier, `file:///root/${from}`)
    const path = decodeURIComponent(pathname)
    return path.startsWith('/root/')
      ? { reach: 'ours', to: path.slice('/root/'.length) }
      : { reach: 'unclear', to: specifier }
  }
  return /^(?:[/#]|\w+:)/u.test(specifier) ? { reach: 'unclear', to: specifier } : { reach: 'package', to: specifier }
}
