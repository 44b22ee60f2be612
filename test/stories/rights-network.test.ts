import { describe, expect, test } from 'vitest'
import { ENDPOINTS } from '../../contract/index.ts'
import * as keys from '../../contract/keys.ts'
import * as network from '../../contract/network.ts'
import * as quality from '../../contract/quality.ts'
import { RIGHTS, type Right } from '../../contract/rights.ts'
import { openTown } from '../town.ts'
import { hire } from '../visitor.ts'

/** Whoever may do everything, but on one site: what is of the whole network is not theirs. */
const town = await openTown()
const { owner, siteId: siteA, world } = town
const siteB = (await owner.ask(network.createSite, { body: { name: 'Chartres' } })).id
const { screen: ownerOfB, visitor } = await hire(town, 'Olga Chartres', [{ role: 'owner', siteId: siteB }])
const myRights = (await ownerOfB.ask(network.me)).rights
const NOBODY = '00000000-0000-7000-8000-000000000000'
const REFUSED = { status: 403, body: { code: 'forbidden' } }

const JUDGED_AT_ITS_SITE = [
  'addImprovement',
  'addProof',
  'addProofFile',
  'answerPerhaps',
  'arrive',
  'askCustomer',
  'callOffMessage',
  'calledAboutWords',
  'calledOnCase',
  'cancelImport',
  'changeDecision',
  'changeFeed',
  'changeImprovement',
  'checkPlaybook',
  'cheerCompliment',
  'chooseOther',
  'closeCase',
  'closeDecision',
  'closeDevicesOf',
  'closeReport',
  'confirmVisit',
  'correctVerbatim',
  'countAnswer',
  'createDoor',
  'createFeed',
  'createProduct',
  'createSource',
  'createStaff',
  'createSubject',
  'declineProposal',
  'demoLive',
  'editPlaybook',
  'endHandover',
  'going',
  'greeted',
  'handOverCase',
  'handVisit',
  'importRows',
  'inviteStaff',
  'keepPromise',
  'keepRecording',
  'left',
  'linkDecision',
  'linkWords',
  'lookForNews',
  'makeHandover',
  'newVersion',
  'noWasNone',
  'noteAnswer',
  'noteDecision',
  'noteInFile',
  'noteOnCase',
  'openGateFile',
  'pauseImport',
  'previewImport',
  'previewOwnTheme',
  'previewReply',
  'previewSurvey',
  'previewTelling',
  'previewTold',
  'previewWords',
  'promiseOnCase',
  'publishReview',
  'reconsiderReview',
  'refuseReview',
  'registerRequest',
  'releasePromise',
  'removeDecision',
  'removeFeed',
  'removeProof',
  'removeRecording',
  'removeReply',
  'reopenCase',
  'replyToReview',
  'rereadImport',
  'resetSecondFactor',
  'returnProduct',
  'runImport',
  'sayLine',
  'sayOutcome',
  'sendReply',
  'sendSample',
  'setAccused',
  'setAllowance',
  'setCalendar',
  'setCaseClock',
  'setDecisionState',
  'setDoor',
  'settleAppeal',
  'settleDoubt',
  'settleReports',
  'takeCall',
  'takeDecision',
  'takeUpMessage',
  'tellAnswers',
  'tellDecision',
  'tellFacts',
  'tellRatings',
  'tryAllAgain',
  'tryImportAgain',
  'tryOnMyself',
  'unblockAddress',
  'undoCallAboutWords',
  'undoCaseStep',
  'undoCorrection',
  'undoGate',
  'undoOutcome',
  'undoReply',
  'undoTelling',
  'undoVisit',
  'undoWithdrawQuote',
  'updateGateFile',
  'updateProduct',
  'updateSite',
  'updateSource',
  'updateStaff',
  'updateSubject',
  'uploadImport',
  'whoIsThanked',
  'withdrawProduct',
  'withdrawQuote',
  'writeReport',
]

const writes = ENDPOINTS.map(({ endpoint }) => endpoint).filter(({ method }) => method !== 'GET')
const ofNetwork = ENDPOINTS.map(({ endpoint }) => endpoint).filter(({ reach }) => reach === 'network')

describe('what is of the whole network', () => {
  test.each(ofNetwork.map((endpoint) => [endpoint.name, endpoint] as const))(
    '%s is refused to an owner of one site',
    async (_name, { method, path }) => {
      const body = method === 'GET' ? undefined : {}
      expect(await visitor.go(method, path.replaceAll(/:\w+/gu, NOBODY), body)).toMatchObject(REFUSED)
    },
  )

  test('a right that is of nothing else they do not hold at all: no screen offers it', async () => {
    const missing = RIGHTS.filter((right) => !myRights.includes(right))
    expect(missing).toEqual(['identity.manage', 'playbook.manage', 'channels.manage', 'privacy.manage'])
    // Of each such right every endpoint but the reading and trying of a draft is of the network.
    const others = ENDPOINTS.map(({ endpoint }) => endpoint).filter(
      ({ access, reach }) => missing.includes(access as Right) && reach !== 'network',
    )
    expect(others.map(({ name }) => name).sort()).toEqual(['checkPlaybook', 'editPlaybook', 'previewWords'])
  })

  test('they make no key that may more than they', async () => {
    const asked = { name: 'Clé de tous les sites', role: 'head-office' as const, siteId: null }
    expect(await ownerOfB.raw(keys.createApiKey, { body: asked })).toMatchObject(REFUSED)
    expect((await owner.ask(keys.listApiKeys)).keys.map(({ name }) => name)).not.toContain(asked.name)
  })

  test('nor see they the diary of who works on every site', async () => {
    await owner.ask(network.updateMe, { body: { calendarUrl: 'https://agenda.example.org/secret.ics' } })
    const shown = async (screen: typeof owner) =>
      (await screen.ask(network.listStaff)).staff.find(({ id }) => id === owner.staffId)?.calendarUrl
    expect([await shown(owner), await shown(ownerOfB)]).toEqual(['https://agenda.example.org/secret.ics', null])
  })

  test('their own site they change, no other', async () => {
    expect(await ownerOfB.raw(network.updateSite, { params: { id: siteA }, body: { name: 'Prise' } })).toMatchObject(
      REFUSED,
    )
    expect((await ownerOfB.ask(network.updateSite, { params: { id: siteB }, body: { city: 'Chartres' } })).city).toBe(
      'Chartres',
    )
  })
})

/**
 * What else changes something. Of customers and of oneself nothing is of a site: the base is one. The rest is judged by its flow, at the site of what it touches: whoever
 * adds an endpoint says here that theirs does, or says in the contract that it is of the network.
 */
test('every change says whose right it takes', () => {
  const ofTheBase = (access: string) =>
    /^(?:public|signed-in|customers\.\w+|identity\.review|loop\.read)$/u.test(access)
  expect(
    writes
      .filter(({ access, reach }) => reach === undefined && !ofTheBase(access))
      .map(({ name }) => name)
      .sort(),
  ).toEqual(JUDGED_AT_ITS_SITE)
})

describe('a key of one site', async () => {
  const { token } = await owner.ask(keys.createApiKey, { body: { name: 'Caisse', role: 'head-office', siteId: siteB } })
  const tells = (url: string, payload: object) =>
    world.app.inject({ method: 'POST', url, headers: { authorization: `Bearer ${token}` }, payload })
  const fact = (siteId: string | null) => ({
    key: `f ${siteId}`,
    kind: 'order.placed',
    who: { id: town.anne.customerId },
    at: '2026-11-24T09:00:00+01:00',
    siteId,
  })

  test('tells what happened there, and nothing of another site or of none', async () => {
    const refused = await tells('/api/facts', { source: 'caisse', facts: [fact(siteB), fact(siteA), fact(null)] })
    expect(refused.statusCode).toBe(403)
    expect(refused.json().faults).toEqual([
      { path: 'body.facts.1.siteId', because: 'not a site you may tell of' },
      { path: 'body.facts.2.siteId', because: 'say at which site: you may not tell of all' },
    ])
    expect((await tells('/api/facts', { source: 'caisse', facts: [fact(siteB)] })).json()).toEqual({
      accepted: 1,
      known: 0,
    })
  })

  test('tells how a product was rated there, and nowhere else', async () => {
    await owner.ask(quality.createProduct, { body: { kind: 'product', reference: 'PL-1', name: { fr: 'Plaquettes' } } })
    const rating = (site: string | null) => ({
      source: 'caisse',
      key: `r ${site}`,
      product: 'PL-1',
      score: 1,
      at: '2026-11-24T09:00:00+01:00',
      site,
    })
    const told = await tells('/api/ratings', { ratings: [rating(siteA), rating(null), rating(siteB)] })
    expect(told.json()).toMatchObject({
      kept: 1,
      aside: [
        { index: 0, because: { code: 'rating-not-theirs' } },
        { index: 1, because: { code: 'rating-not-theirs' } },
      ],
    })
  })
})
