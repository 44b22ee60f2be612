import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RIVER, type Slice } from '../../server/order.ts'

/** The project as the guard sees it: path from the root, with `/`, to text. A planted tree is an object literal away. */
export type Tree = ReadonlyMap<string, string>

export const RULES = [
  'river',
  'suffix',
  'reach',
  'sql',
  'cycle',
  'name',
  'machine',
  'unfinished',
  'words',
  'typography',
  'unheard',
  'unasked',
  'patience',
  'length',
  'endpoint',
] as const
export type Rule = (typeof RULES)[number]

export interface Offence {
  rule: Rule
  file: string
  line: number
  because: string
}

export const plant = (files: Record<string, string>): Tree => new Map(Object.entries(files))

const NOT_OURS = new Set(['node_modules', 'dist', 'data', 'coverage', '.git', '.okaeri'])
const TEXT =
  /\.(?:[cm]?[jt]sx?|json|webmanifest|sql|md|ya?ml|css|html|svg|sh|txt)$|^(?:\.npmrc|\.gitignore|LICENSE|run)$/u

/** Every text file below a folder, what is built or fetched left out. */
export function readTree(root: string): Tree {
  const files = new Map<string, string>()
  const into = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name
      if (entry.isDirectory()) {
        if (!NOT_OURS.has(entry.name)) into(path)
      } else if (entry.isFile() && TEXT.test(entry.name)) files.set(path, readFileSync(join(root, path), 'utf8'))
    }
  }
  into('')
  return files
}

/** Where a file stands. `house`: the few files at the top of `server/`; `nowhere`: a folder of `server/` that the river does not know. */
export type Area = 'house' | 'kit' | 'flows' | 'edges' | 'slice' | 'contract' | 'web' | 'beside' | 'nowhere'
export interface Place {
  area: Area
  slice?: Slice
}

const isSlice = (name: string): name is Slice => (RIVER as readonly string[]).includes(name)

export function placeOf(path: string): Place {
  const [top = '', folder = '', ...rest] = path.split('/')
  if (top === 'contract' || top === 'web') return { area: top }
  if (top !== 'server') return { area: 'beside' }
  if (rest.length === 0) return { area: 'house' }
  if (folder === 'kit' || folder === 'flows' || folder === 'edges') return { area: folder }
  return isSlice(folder) ? { area: 'slice', slice: folder } : { area: 'nowhere' }
}

/** What a file says it does, by the last part of its name; `pure` has no suffix, `other` has one that the house does not know. */
export type Kind = 'pure' | 'store' | 'flow' | 'routes' | 'jobs' | 'port' | 'edge' | 'tables' | 'test' | 'other'
const SUFFIXES = new Set<string>(['store', 'flow', 'routes', 'jobs', 'port', 'edge', 'tables', 'test'])

export function kindOf(path: string): Kind {
  const [stem = '', ...suffixes] = (path.split('/').at(-1) ?? '').replace(/\.[cm]?[jt]sx?$/u, '').split('.')
  const suffix = suffixes.at(-1)
  if (suffix === undefined) return stem === 'tables' ? 'tables' : 'pure'
  return SUFFIXES.has(suffix) ? (suffix as Kind) : 'other'
}

export const isCode = (path: string): boolean => /\.tsx?$/u.test(path) && !path.endsWith('.d.ts')
export const isTest = (path: string): boolean => kindOf(path) === 'test'

export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1
  return line
}
