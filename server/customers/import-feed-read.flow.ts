import type { ImportFeed } from '../../contract/import-feeds.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { Problem } from '../kit/problem.ts'
import type { DropFolders } from './drop-folders.port.ts'
import { lockImport, rememberedMapping, startRun } from './import.store.ts'
import { type FeedRow, takeDueFeed, writeFeed } from './import-feed.store.ts'
import { mappingFault } from './import-mapping.ts'
import { keepUpload } from './import-upload.flow.ts'
import type { Queries } from './query.port.ts'
import type { Workbooks } from './workbook.port.ts'

export interface FeedPorts {
  queries: Queries
  folders: DropFolders
  workbooks: Workbooks
}
type FeedProblem = NonNullable<ImportFeed['problem']>

/** Files of one folder taken at one reading: the next ones are taken at the next. */
const MOST_FILES = 20

/** Whoever set a feed up had the right for its site; it goes on when they have left. */
const CLOCK = (feed: FeedRow): Caller => ({
  staffId: feed.created_by,
  userId: null,
  name: 'import',
  roles: [{ role: 'head-office', siteId: null }],
  locale: 'fr',
})

/** Reads every feed that is due, one after the other. */
export async function readFeeds(house: House, ports: FeedPorts): Promise<void> {
  for (;;) {
    const feed = await takeDueFeed(house.db, house.now())
    if (!feed) return
    const { problem, importId } = await readFeed(house, ports, feed)
    await writeFeed(house.db, feed.id, { problem, ...(importId ? { last_import_id: importId } : {}) })
  }
}

async function readFeed(
  house: House,
  { queries, folders, workbooks }: FeedPorts,
  feed: FeedRow,
): Promise<{ problem: FeedProblem | null; importId: string | null }> {
  if (feed.how === 'query')
    try {
      const bytes = queries.read(house.seal.open(feed.sealed_address ?? ''), feed.query)
      return { problem: null, importId: await bringIn(house, feed, `${feed.source}.jsonl`, bytes, workbooks) }
    } catch (error) {
      return { problem: told(house, feed, error), importId: null }
    }
  const folder = feed.folder ?? ''
  let problem: FeedProblem | null = null
  let importId: string | null = null
  for (const name of (await folders.waiting(folder)).slice(0, MOST_FILES)) {
    try {
      importId = await bringIn(house, feed, name, folders.open(folder, name), workbooks)
      await folders.putAside(folder, name, 'done')
    } catch (error) {
      problem = told(house, feed, error)
      // A file that cannot be read is put aside; when it is our disk that is full, it waits where it is.
      if (problem === 'unreadable') await folders.putAside(folder, name, 'refused')
    }
  }
  return { problem, importId }
}

/**
 * Keeps what came, and runs it by what this source was mapped to the last time. Before anybody has mapped it, or when its columns no longer
 * name anybody, it waits on the list for a person.
 */
async function bringIn(
  house: House,
  feed: FeedRow,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  workbooks: Workbooks,
): Promise<string> {
  const run = await keepUpload(
    house,
    CLOCK(feed),
    {
      name,
      bytes,
      kind: feed.kind,
      source: feed.source,
      feedId: feed.id,
      ...(feed.how === 'query' ? { format: 'jsonl' as const } : {}),
      ...(feed.site_id ? { site: feed.site_id } : {}),
    },
    workbooks,
  )
  const seen = Object.keys(await rememberedMapping(house.db, feed.source, feed.kind)).length > 0
  const columns = run.columns.map((column) => column.name)
  if (seen && mappingFault(run.kind, columns, run.mapping) === null)
    await inTransaction(house, async (house) => {
      await lockImport(house.db, run.id)
      await startRun(house.db, run.id, { mapping: run.mapping, dates: run.dialect.dates, fresh: true }, house.now())
    })
  return run.id
}

/** A query that brings no row is no fault: there is nothing to do. */
function told(house: House, feed: FeedRow, error: unknown): FeedProblem | null {
  const problem = (error as { problem?: unknown }).problem
  if (typeof problem === 'string') return problem as FeedProblem
  if (error instanceof Problem && error.code === 'disk-full') return 'disk-full'
  if (error instanceof Problem) {
    const empty = error.faults?.some(({ because }) => because === 'empty')
    return feed.how === 'query' && empty ? null : 'unreadable'
  }
  house.log.error({ err: error, feed: feed.id }, 'a feed could not be read')
  return 'unreadable'
}
