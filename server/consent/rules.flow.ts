import type { contactRules, proveReceipts, setContactRules, writeWording } from '../../contract/consent.ts'
import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import { unknownReferences } from '../customers/references.store.ts'
import { refuseFaults } from '../customers/refuse.flow.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { audit } from '../network/audit.store.ts'
import { setting } from '../network/places.store.ts'
import { type LawChoices, lawChoices, saveChoices, siteEntities } from './law.store.ts'
import { PACKS } from './packs.ts'
import { proveReceiptChain } from './receipts.store.ts'
import { inForce } from './shipped-wordings.ts'
import { insertWording, ownWordings } from './wordings.store.ts'

export async function contactRulesFlow(house: House): Promise<AnswerOf<typeof contactRules>> {
  const choices = await lawChoices(house.db)
  const own = await ownWordings(house.db)
  return {
    packs: PACKS.map(({ id, country, from, rules }) => ({ id, country, from, rules: [...rules] })),
    settings: { ...choices, entities: Object.fromEntries(await siteEntities(house.db)) },
    wordings: inForce(own, choices.senderName || (await setting(house.db, 'name', ''))),
    versions: own.map((each) => ({ ...each, at: each.at.toISOString() })),
  }
}

/** The choices the law leaves to the network, and who speaks. What is not named stays. */
export async function setContactRulesFlow(
  house: House,
  { body }: InputOf<typeof setContactRules>,
  caller: Caller,
): Promise<{ ok: true }> {
  return inTransaction(house, async (house) => {
    const { entities = {}, ...choices } = body
    const sites = Object.fromEntries(Object.keys(entities).map((site) => [`body.entities.${site}`, site]))
    refuseFaults([
      ...(choices.pack !== undefined && choices.pack !== 'auto' && !PACKS.some((pack) => pack.id === choices.pack)
        ? [{ path: 'body.pack', because: `There is no such pack: auto, ${PACKS.map((pack) => pack.id).join(', ')}.` }]
        : []),
      ...(await unknownReferences(house.db, { sites })),
    ])
    await saveChoices(house.db, changed(await lawChoices(house.db), choices), entities)
    await audit(house, caller, 'consent.rules', { detail: { fields: Object.keys(body) } })
    return { ok: true }
  })
}

const changed = (before: LawChoices, change: { [K in keyof LawChoices]?: LawChoices[K] | undefined }): LawChoices =>
  ({
    ...before,
    ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
  }) as LawChoices

/** A new version of words; those before stay, with the receipts given under them. */
export async function writeWordingFlow(
  house: House,
  { body }: InputOf<typeof writeWording>,
  caller: Caller,
): Promise<AnswerOf<typeof writeWording>> {
  return inTransaction(house, async (house) => {
    const id = house.newId()
    const version = await insertWording(house.db, { id, ...body }, caller.staffId, house.now())
    const { action, channel, purpose, language } = body
    await audit(house, caller, 'consent.wording', {
      detail: { wording: id, action, channel, purpose, language, version },
    })
    return { id, version }
  })
}

/** Walks the chain. Its end is written in the audit log: a chain cut short since would no longer reach it. */
export async function proveReceiptsFlow(
  house: House,
  _input: InputOf<typeof proveReceipts>,
  caller: Caller,
): Promise<AnswerOf<typeof proveReceipts>> {
  const proof = await proveReceiptChain(house.db)
  await audit(house, caller, 'consent.proof', {
    detail: { receipts: proof.receipts, sound: proof.sound, head: proof.head },
  })
  return proof
}
