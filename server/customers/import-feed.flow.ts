import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/import-feeds.ts'
import type { Caller } from '../kit/caller.ts'
import { callerSites } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { conflict, invalid } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { siteById } from '../network/places.store.ts'
import type { DropFolders } from './drop-folders.port.ts'
import { deleteFeed, type FeedRow, feedRows, insertFeed, lockFeed, writeFeed } from './import-feed.store.ts'
import { needSite, needsSite, sourceName } from './import-upload.flow.ts'
import { isSelect } from './select-only.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

/** A feed as screens may see it: where its database is, never by which name and password it is entered. */
function asFeed(house: Pick<House, 'seal'>, row: FeedRow): api.ImportFeed {
  return {
    id: row.id,
    source: row.source,
    kind: row.kind,
    siteId: row.site_id,
    how: row.how,
    place: row.sealed_address ? placeIn(house.seal.open(row.sealed_address)) : '',
    query: row.query,
    folder: row.folder,
    everyMinutes: row.every_minutes,
    paused: row.paused,
    nextAt: row.next_at.toISOString(),
    lastAt: row.last_at?.toISOString() ?? null,
    lastImportId: row.last_import_id,
    problem: row.problem as api.ImportFeed['problem'],
  }
}

const placeIn = (address: string): string => {
  if (!URL.canParse(address)) return ''
  const { protocol, host, pathname } = new URL(address)
  return `${protocol}//${host}${pathname}`
}

export async function listFeeds(house: House, _input: In<'listFeeds'>, caller: Caller): Out<'listFeeds'> {
  const rows = await feedRows(house.db, callerSites(caller, 'imports.manage'))
  return { feeds: rows.map((row) => asFeed(house, row)) }
}

const ADDRESS = /^(?:postgres|postgresql|mysql|mariadb):\/\/[^/\s]+\/\S+$/u
const FOLDER = /^[a-z0-9][a-z0-9-]{0,39}$/u

/** Begins to follow a source. It is read at once; nothing of it is written before somebody has looked at its columns. */
export const createFeed =
  (folders: DropFolders) =>
  async (house: House, { body }: In<'createFeed'>, caller: Caller): Out<'createFeed'> => {
    const siteId = body.site ? (await siteById(house.db, body.site)).id : null
    if (needsSite(body.kind) && !siteId)
      throw invalid('body.site', 'missing', 'Appointments belong to a site: choose it.')
    needSite(caller, siteId)
    const query = body.how === 'query'
    if (query && !ADDRESS.test(body.address))
      throw invalid('body.address', 'address-malformed', 'postgres://user:password@host:5432/database, or mysql://…')
    if (query && body.query.trim() === '')
      throw invalid('body.query', 'missing', 'Write the SELECT that gives the rows.')
    if (query && !isSelect(body.query))
      throw invalid('body.query', 'not-a-select', 'One statement that only reads: a SELECT.')
    if (!query && !FOLDER.test(body.folder))
      throw invalid('body.folder', 'folder-malformed', 'Small letters, digits and hyphens.')
    if (!query) await folders.make(body.folder)
    return inTransaction(house, async (house) => {
      const row = await insertFeed(
        house.db,
        {
          id: house.newId(),
          source: sourceName(body.source),
          kind: body.kind,
          site_id: siteId,
          how: body.how,
          sealed_address: query ? house.seal.seal(body.address) : null,
          query: query ? body.query.trim() : '',
          folder: query ? null : body.folder,
          every_minutes: body.everyMinutes,
          created_by: caller.staffId,
        },
        house.now(),
      )
      if (!row) throw conflict('folder-taken', 'This folder is followed already', 'Choose another name for the folder.')
      await audit(house, caller, 'import.feed', { siteId, detail: { feed: row.id, how: row.how } })
      return asFeed(house, row)
    })
  }

export async function changeFeed(house: House, { params, body }: In<'changeFeed'>, caller: Caller): Out<'changeFeed'> {
  return inTransaction(house, async (house) => {
    const feed = await lockFeed(house.db, params.id)
    needSite(caller, feed.site_id)
    const row = await writeFeed(house.db, feed.id, {
      ...(body.paused === undefined ? {} : { paused: body.paused }),
      ...(body.everyMinutes === undefined ? {} : { every_minutes: body.everyMinutes }),
      ...(body.now || body.everyMinutes !== undefined ? { next_at: house.now() } : {}),
    })
    await audit(house, caller, 'import.feed-change', {
      siteId: feed.site_id,
      detail: { feed: feed.id, fields: Object.keys(body) },
    })
    return asFeed(house, row)
  })
}

export async function removeFeed(house: House, { params }: In<'removeFeed'>, caller: Caller): Out<'removeFeed'> {
  return inTransaction(house, async (house) => {
    const feed = await lockFeed(house.db, params.id)
    needSite(caller, feed.site_id)
    await deleteFeed(house.db, feed.id)
    await audit(house, caller, 'import.feed-stop', { siteId: feed.site_id, detail: { feed: feed.id } })
    return { ok: true }
  })
}
