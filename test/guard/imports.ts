import { RIVER } from '../../server/order.ts'
import { type ImportLine, importsOf } from './import-lines.ts'
import { isCode, isTest, kindOf, type Offence, type Place, placeOf, type Tree } from './tree.ts'

/** What stands at the top of `server/`, and why it may. */
const AT_THE_TOP: Record<string, string> = {
  'server/main.ts': 'starts the process',
  'server/world.ts': 'builds the house and everything it stands on',
  'server/world-means.ts': 'opens the outside behind its ports, and what stays in memory',
  'server/world-jobs.ts': 'everything that is done without anybody waiting for it',
  'server/world-routes.ts': 'every door, on what does it',
  'server/sign-in.routes.ts': 'the doors of better-auth',
  'server/open.routes.ts':
    'the doors that are no endpoint of the contract: intake, what providers post, the pages of customers',
  'server/live.routes.ts': 'the stream of live news',
  'server/order.ts': 'the river',
  'server/tables.ts': 'the types of every table',
}

/**
 * The river: a slice imports only itself and slices before it; flows are where slices meet; kit knows no business; the outside is reached
 * through ports, so only the world that builds it names an edge; web and server meet in the contract alone.
 */
export function riverOffences(tree: Tree): Offence[] {
  const offences: Offence[] = []
  for (const path of tree.keys()) {
    if (!isCode(path)) continue
    const place = placeOf(path)
    if (place.area === 'nowhere' || (place.area === 'house' && !isTest(path) && !AT_THE_TOP[path]))
      offences.push({
        rule: 'river',
        file: path,
        line: 1,
        because: 'stands nowhere in the river: a slice, kit, flows or edges',
      })
    if (place.area === 'beside' || isTest(path)) continue
    for (const line of importsOf(path, tree)) {
      const because = refused(place, path, line)
      if (because) offences.push({ rule: 'river', file: path, line: line.line, because })
    }
  }
  return offences
}

function refused(place: Place, path: string, line: ImportLine): string | undefined {
  if (line.reach === 'unclear') return `imports ${line.to}: nobody can tell where that leads`
  if (line.reach !== 'ours') {
    if (place.area === 'contract' && line.to !== 'zod') return `the contract imports zod alone, not ${line.to}`
    return place.area === 'web' && line.reach === 'builtin' ? `a browser has no ${line.to}` : undefined
  }
  if (isTest(line.to)) return `${line.to} is a test`
  const to = placeOf(line.to)
  if (to.area === 'beside' && line.to !== 'package.json') return `${line.to} is not part of the product`
  if (place.area === 'contract') return to.area === 'contract' ? undefined : 'the contract imports only the contract'
  if (place.area === 'web')
    return to.area === 'web' || to.area === 'contract' ? undefined : 'the web meets the server in the contract alone'
  if (to.area === 'web') return 'the server never imports the web'
  return place.area === 'house' ? fromTheTop(path, line, to) : fromInside(place, line, to)
}

function fromTheTop(path: string, line: ImportLine, to: Place): string | undefined {
  if (/^server\/(?:main|world(?:-\w+)?)\.ts$/u.test(path)) return undefined
  if (path === 'server/tables.ts' && line.type && kindOf(line.to) === 'tables') return undefined
  if (
    ['server/open.routes.ts', 'server/live.routes.ts', 'server/sign-in.routes.ts'].includes(path) &&
    (['contract', 'kit', 'flows'].includes(to.area) || line.type)
  )
    return undefined
  return `${path} may not import ${line.to}`
}

function fromInside(place: Place, line: ImportLine, to: Place): string | undefined {
  const { area } = place
  if (area === 'slice' && place.slice === 'plain')
    return to.slice === 'plain' ? undefined : 'plain imports nothing of ours'
  if (to.area === 'contract' || to.area === 'kit') return undefined
  if (to.area === 'house')
    return line.to === 'server/tables.ts' && line.type
      ? undefined
      : `${line.to} is the world's: only its types of tables may be used`
  if (to.area === 'edges')
    return area === 'edges' ? undefined : 'the outside is reached through a port, handed in by the world'
  if (area === 'kit') return 'kit knows no business word'
  if (area === 'flows') return undefined
  if (area === 'edges') {
    const offered = to.area === 'slice' && ['pure', 'port'].includes(kindOf(line.to))
    return offered || line.type
      ? undefined
      : 'an edge talks to the outside: it takes ports and what only decides, nothing that acts'
  }
  if (to.area === 'flows') return 'flows are downstream of every slice'
  const [mine, theirs] = [place, to].map((each) => RIVER.indexOf(each.slice ?? 'plain')) as [number, number]
  return theirs <= mine ? undefined : `${to.slice} is downstream of ${place.slice}`
}
