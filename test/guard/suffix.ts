import { type ImportLine, importsOf } from './import-lines.ts'
import { type Node, parse } from './syntax.ts'
import { isCode, type Kind, kindOf, lineAt, type Offence, placeOf, type Tree } from './tree.ts'

/** Libraries that only compute. Add one with care: it reads no clock, no file, no network unless asked by name. */
const PURE_LIBRARIES =
  /^(?:zod|libphonenumber-js|csv-parse\/sync|liquidjs|yaml|@marcbachmann\/cel-js|fast-xml-parser|node-ical|date-holidays|dayjs|react|react-dom\/server|@react-email|postal-mime|cephes)(?:\/|$)/u
const PURE_BUILTINS = /^node:(?:buffer|path|url|util|querystring|string_decoder|assert)(?:\/|$)/u
/** Same in, same out; keys, salts and numbers drawn at random are handed in. */
const HASHES = new Set([
  'createHash',
  'createHmac',
  'hash',
  'timingSafeEqual',
  'createVerify',
  'verify',
  'createPublicKey',
])
/** What edges may parse with besides: sockets have addresses, and checking one touches nothing. */
const CHECKS: Record<string, Set<string>> = {
  'node:crypto': HASHES,
  'node:net': new Set(['isIP', 'isIPv4', 'isIPv6', 'BlockList', 'SocketAddress']),
}
/** The part of kit that touches nothing. */
const PURE_KIT = new Set(['server/kit/problem.ts'])

/** What each kind of file may load of ours, beside files that only decide, which everyone may use. */
const MAY_LOAD: Record<Exclude<Kind, 'test' | 'other'>, readonly Kind[]> = {
  pure: [],
  port: [],
  tables: [],
  store: ['store'],
  flow: ['store', 'flow'],
  routes: ['flow', 'routes'],
  jobs: ['store', 'flow'],
  edge: ['edge'],
}

/**
 * The suffix law: a file without a suffix only decides; what touches the world shows it in its name. Types are erased, so they touch
 * nothing. Kit is the toolbox and the top of `server/` builds the world: they are judged by the river alone.
 */
export function suffixOffences(tree: Tree): Offence[] {
  const offences: Offence[] = []
  for (const [path, text] of tree) {
    const { area } = placeOf(path)
    if (!isCode(path) || !(area === 'slice' || area === 'flows' || area === 'edges')) continue
    const kind = kindOf(path)
    if (kind === 'test') continue
    const say = (line: number, because: string): void =>
      void offences.push({ rule: 'suffix', file: path, line, because })
    if (kind === 'other') {
      say(1, 'has a suffix that the house does not know: store, flow, routes, jobs, port, edge, tables, test or none')
      continue
    }
    if (kind === 'edge' && area !== 'edges') say(1, 'an edge lives in server/edges')
    if (area === 'edges' && kind !== 'edge' && kind !== 'pure')
      say(1, 'server/edges holds edges and what they read with')
    if (kind === 'port' || kind === 'tables') {
      const made = (parse(path, text).body as Node[]).find((each) => !onlyTypes(each))
      if (made) say(lineAt(text, made.start), `a ${kind} file says types and makes nothing`)
    }
    for (const line of importsOf(path, tree)) {
      const because = line.type ? undefined : refused(kind, line)
      if (because) say(line.line, because)
    }
  }
  return offences
}

function onlyTypes(statement: Node): boolean {
  if (statement.type === 'ExportNamedDeclaration' && statement.declaration)
    return onlyTypes(statement.declaration as Node)
  if (statement.type.startsWith('Export'))
    return statement.exportKind === 'type' || statement.type === 'ExportAllDeclaration'
  return ['TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'ImportDeclaration'].includes(statement.type)
}

function refused(kind: Exclude<Kind, 'test' | 'other'>, line: ImportLine): string | undefined {
  const silent = kind === 'pure' || kind === 'port' || kind === 'tables'
  const name = silent && kind !== 'pure' ? `a ${kind} file` : 'a file without a suffix'
  if (line.reach === 'ours') {
    const to = placeOf(line.to)
    if (to.area === 'contract') return undefined
    if (to.area === 'kit')
      return silent && !PURE_KIT.has(line.to) ? `${name} only decides: ${line.to} touches the world` : undefined
    const theirs = kindOf(line.to)
    // What an edge may take of the slices is the river's to say.
    if (kind === 'edge' && to.area !== 'edges') return undefined
    if (theirs === 'pure' || theirs === 'other' || MAY_LOAD[kind].includes(theirs)) return undefined
    return silent ? `${name} only decides: it may not load ${line.to}` : `${kind} files may not load ${line.to}`
  }
  if (!silent) {
    if (kind === 'edge' || line.reach === 'package') return undefined
    if (line.to === 'node:crypto' && !line.names.every((each) => HASHES.has(each)))
      return 'chance and keys are handed in with the house, or come from kit'
    return /^node:(?:fs|net|tls|dgram|dns|http|https|http2|child_process|worker_threads|cluster)(?:\/|$)/u.test(line.to)
      ? `only an edge talks to the outside: ${line.to}`
      : undefined
  }
  if (line.reach === 'package')
    return PURE_LIBRARIES.test(line.to) ? undefined : `${name} only decides: ${line.to} is not among the pure libraries`
  if (PURE_BUILTINS.test(line.to)) return undefined
  const harmless = CHECKS[line.to]
  const other = line.names.find((each) => !harmless?.has(each))
  return other === undefined && line.names.length > 0
    ? undefined
    : `${name} only decides: ${line.to} (${other ?? 'all of it'}) touches the world`
}
