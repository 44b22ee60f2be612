import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import { FACT_KINDS } from '../../contract/facts.ts'
import type * as api from '../../contract/playbooks.ts'
import { type PlaybookVersion, SHIPPED } from '../../contract/playbooks.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { Raw } from '../kit/http.ts'
import { conflict, notFound } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { comparePlaybooks as compare } from './compare-playbooks.ts'
import { CONDITION_FUNCTIONS, CONDITION_NAMES } from './condition.ts'
import { editPlaybook as edit } from './edit-playbook.ts'
import type { PlaybookInForce } from './playbook.store.ts'
import { readPlaybook } from './read-playbook.ts'
import type { ShippedPlaybooks } from './shipped.port.ts'
import {
  addVersion,
  bringInForce,
  heldLiveVersion,
  liveVersion,
  type VersionRow,
  versionOf,
  versions,
} from './versions.store.ts'
import { WORD_FIELDS } from './word-fields.ts'

type In<K extends keyof typeof api> = (typeof api)[K] extends infer E ? InputOf<E> : never
type Out<K extends keyof typeof api> = Promise<(typeof api)[K] extends infer E ? AnswerOf<E> : never>

const asRead = (yaml: string) => {
  const read = readPlaybook(yaml)
  return 'playbook' in read
    ? { yaml, playbook: read.playbook, faults: [] }
    : { yaml, playbook: null, faults: read.faults }
}

function told(row: VersionRow): PlaybookVersion {
  const { playbook } = asRead(row.yaml)
  return {
    version: row.version,
    name: playbook?.name ?? '',
    origin: row.origin,
    note: row.note,
    at: row.at.toISOString(),
    by: row.by_name,
    moments: playbook?.moments.length ?? 0,
    state: row.live_from === null ? 'draft' : row.live_until === null ? 'live' : 'was-live',
    liveFrom: row.live_from?.toISOString() ?? null,
    liveUntil: row.live_until?.toISOString() ?? null,
  }
}

async function needVersion(house: House, version: number): Promise<VersionRow> {
  const row = await versionOf(house.db, version)
  if (!row) throw notFound('version of the playbook')
  return row
}

export const listPlaybooks =
  (shipped: ShippedPlaybooks) =>
  async (house: House): Out<'listPlaybooks'> => {
    const rows = await versions(house.db)
    return {
      versions: rows.map(told),
      live: rows.find((row) => row.live_from !== null && row.live_until === null)?.version ?? null,
      shipped: SHIPPED.flatMap((id) => {
        const { playbook } = asRead(shipped.read(id))
        return playbook
          ? [{ id, name: playbook.name, compass: playbook.compass, moments: playbook.moments.length }]
          : []
      }),
    }
  }

export const playbookStanding =
  (inForce: PlaybookInForce) =>
  async (house: House): Out<'playbookStanding'> => {
    const unread = await inForce.unread(house.db)
    return { live: await liveVersion(house.db), unread: unread?.fault ?? null }
  }

export async function readPlaybookVersion(
  house: House,
  { params }: In<'readPlaybookVersion'>,
): Out<'readPlaybookVersion'> {
  const row = await needVersion(house, params.version)
  return { ...asRead(row.yaml), about: told(row) }
}

export const readShippedPlaybook =
  (shipped: ShippedPlaybooks) =>
  async (_house: House, { params }: In<'readShippedPlaybook'>): Out<'readShippedPlaybook'> =>
    asRead(shipped.read(params.id))

export async function exportPlaybook(house: House, { params }: In<'exportPlaybook'>): Promise<Raw> {
  const { yaml } = await needVersion(house, params.version)
  return new Raw('application/yaml; charset=utf-8', yaml, {
    'content-disposition': `attachment; filename="playbook-${params.version}.yaml"`,
  })
}

export const checkPlaybook = async (_house: House, { body }: In<'checkPlaybook'>): Out<'checkPlaybook'> =>
  asRead(body.yaml)

export const editPlaybook = async (_house: House, { body }: In<'editPlaybook'>): Out<'editPlaybook'> =>
  asRead(edit(body.yaml, body.change))

export async function savePlaybook(house: House, { body }: In<'savePlaybook'>, caller: Caller): Out<'savePlaybook'> {
  const { faults } = asRead(body.yaml)
  if (faults.length > 0) return { version: null, faults }
  return inTransaction(house, async (house) => {
    const { yaml, origin, note } = body
    const version = await addVersion(house.db, { yaml, origin, note, by: caller.staffId, now: house.now() })
    await audit(house, caller, 'playbook.save', { detail: { version, origin } })
    return { version, faults: [] }
  })
}

/** Was the version this one was written from followed by another? Two who begin from one page would each undo the other's changes without a word. */
function followed(origin: string, live: number): boolean {
  const begun = /^version\/(\d+)$/u.exec(origin)
  return begun !== null && Number(begun[1]) < live
}

/**
 * From now on this version is in force. One that was in force before comes back as a copy under a new number: which words were in force when
 * stays true for ever.
 */
export async function putPlaybookInForce(
  house: House,
  { params, body }: In<'putPlaybookInForce'>,
  caller: Caller,
): Out<'putPlaybookInForce'> {
  return inTransaction(house, async (house) => {
    const row = await needVersion(house, params.version)
    if (row.live_from !== null && row.live_until === null) return { version: row.version }
    if (asRead(row.yaml).faults.length > 0)
      throw conflict(
        'playbook-faults',
        'This version does not read any more',
        'Open it, mend what is marked, and save it as a new one.',
      )
    const live = await heldLiveVersion(house.db)
    if (!body.anyway && row.live_from === null && live !== null && followed(row.origin, live))
      throw conflict(
        'playbook-moved',
        'Another version has been put in force since this one was begun',
        'Its changes are not in this one. Compare the two; put this one in force anyway if that is what you want.',
      )
    const now = house.now()
    const version =
      row.live_from === null
        ? row.version
        : await addVersion(house.db, {
            yaml: row.yaml,
            origin: `version/${row.version}`,
            note: body.note,
            by: caller.staffId,
            now,
          })
    if (row.live_from === null && body.note)
      await house.db.updateTable('moments.playbook').set({ note: body.note }).where('version', '=', version).execute()
    await bringInForce(house.db, version, now)
    await audit(house, caller, 'playbook.force', { detail: { version } })
    return { version }
  })
}

export async function comparePlaybooks(house: House, { params }: In<'comparePlaybooks'>): Out<'comparePlaybooks'> {
  const [from, to] = await Promise.all([needVersion(house, params.from), needVersion(house, params.to)])
  const [was, is] = [asRead(from.yaml).playbook, asRead(to.yaml).playbook]
  if (!was || !is)
    throw conflict('playbook-faults', 'One of the two does not read any more', 'Open it to see what is wrong.')
  return compare(was, is)
}

export const playbookVocabulary = async (): Out<'playbookVocabulary'> => ({
  fields: Object.entries(WORD_FIELDS).flatMap(([owner, fields]) => fields.map((field) => `${owner}.${field}`)),
  conditions: Object.entries(CONDITION_NAMES).flatMap(([owner, fields]) =>
    Object.entries(fields).map(([field, type]) => ({ name: `${owner}.${field}`, type })),
  ),
  functions: [...CONDITION_FUNCTIONS],
  facts: [...FACT_KINDS],
})
