import { describe, expect, test } from 'vitest'
import * as auditApi from '../../contract/audit.ts'
import * as api from '../../contract/feedback.ts'
import * as network from '../../contract/network.ts'
import { answers, plainReader } from '../answers.ts'
import { openTown } from '../town.ts'
import { hire } from '../visitor.ts'

/** The list of what customers write, taken along as a file. */
const town = await openTown()
const { owner, deputy: colleague, siteId, anne, clock } = town
const { house } = town.world
const elsewhere = await owner.ask(network.createSite, { body: { name: 'Rambouillet' } })
const abroad = await hire(town, 'Léo Là', [{ role: 'sales-advisor', siteId: elsewhere.id }])

const says = (text: string, over: Parameters<typeof answers>[2] = {}) => {
  clock.pass(60)
  return answers(house, plainReader(), { text, ...over, about: { siteId, customerId: anne.customerId, ...over.about } })
}
const texts = async (screen: typeof owner) =>
  (await screen.ask(api.listVerbatims, { query: {} as never })).verbatims.map(({ text }) => text)

await says('Rappelez-moi au 06 39 98 01 01, les freins ont lâché', { score: 0 })
await says('Alice est une incapable, elle a menti', { score: 1 })
await says('Lovely people, thank you', { score: 9, language: 'en', about: { siteId: elsewhere.id } })

describe('the list as CSV', () => {
  const csvOf = async (query: string, screen = owner) => {
    const answer = await town.world.app.inject({
      url: `/api/feedback/verbatims.csv?${query}`,
      headers: { cookie: screen.cookie },
    })
    return { status: answer.statusCode, lines: answer.body.replace('\uFEFF', '').trim().split('\r\n') }
  }

  test('as narrowed down and covered as on the screen, also beyond one page; no formula runs', async () => {
    await says('=HYPERLINK("http://x")', { score: 3, about: { customerId: null } })
    const { lines } = await csvOf('q=hyperlink')
    expect(lines[0]).toMatch(/^at,site,customer,name,words,/u)
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect((await csvOf('q=lache')).lines[1]).not.toContain('06 39 98')
    expect((await csvOf('q=incapable', colleague)).lines[1]).toContain('••••• est une incapable')
    expect((await csvOf('q=alice', colleague)).lines).toHaveLength(1)
    for (let n = 0; n < 205; n += 1) await says(`ligne ${n}`, { about: { customerId: null } })
    expect(new Set((await csvOf('q=ligne')).lines).size).toBe(206)
  })

  test('for those who read the list, of their sites; the export is in the audit log, what was searched for is not', async () => {
    const theirs = await texts(abroad.screen)
    expect(theirs.length).toBeGreaterThan(0)
    expect((await csvOf('', abroad.screen)).lines).toHaveLength(1 + theirs.length)
    expect((await csvOf(`site=${siteId}`, abroad.screen)).status).toBe(403)
    expect((await csvOf('q=0639980101')).status).toBe(422)
    const { rows } = await owner.ask(auditApi.readAudit, { query: { action: 'feedback.export' } as never })
    expect(rows.map(({ actor }) => actor)).toContain('Léo Là')
    expect(JSON.stringify(rows)).not.toContain('incapable')
    expect(rows).toHaveLength(6)
  })
})
