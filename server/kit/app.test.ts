import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openApp } from './app.ts'

describe('the built web', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'okaeri-web-'))
  const web = join(folder, 'dist')
  const build = (name: string) => {
    rmSync(web, { recursive: true, force: true })
    mkdirSync(join(web, 'assets'), { recursive: true })
    writeFileSync(join(web, 'index.html'), `<script src="/assets/${name}.js"></script>`)
    writeFileSync(join(web, 'assets', `${name}.js`), `// ${name}`)
  }
  build('first-1a2b')
  writeFileSync(join(folder, 'secret.txt'), 'not for the street')
  const app = await openApp({ web, docs: undefined, https: false })
  const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers })
  beforeAll(() => app.ready())
  afterAll(async () => {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test.each(['/', '/customers/12', '/index.html', '/floor?site=1'])('%s is the page, never kept', async (url) => {
    const answer = await get(url)
    expect(answer).toMatchObject({ statusCode: 200, body: expect.stringContaining('first-1a2b') })
    expect(answer.headers['cache-control']).toBe('no-cache')
    expect(answer.headers['content-type']).toContain('text/html')
  })

  test('a hashed asset is kept for a year', async () => {
    const answer = await get('/assets/first-1a2b.js')
    expect(answer).toMatchObject({ statusCode: 200, body: '// first-1a2b' })
    expect(answer.headers['cache-control']).toContain('immutable')
  })

  test.each(['/api/nothing', '/in/x', '/assets/none.js', '/none.png'])('%s is not there', async (url) => {
    expect((await get(url)).statusCode).toBe(404)
  })

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '//etc/hosts.txt',
  ])('%s leads nowhere', async (url) => {
    const answer = await get(url)
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect(answer.body).not.toContain('not for the street')
  })

  test('built anew, it is served at once: the page, what it asks for, and not what is gone', async () => {
    const { etag = '' } = (await get('/')).headers
    expect((await get('/', { 'if-none-match': String(etag) })).statusCode).toBe(304)
    build('second-longer-3c4d')
    onTestFinished(() => build('first-1a2b'))
    expect(await get('/', { 'if-none-match': String(etag) })).toMatchObject({
      statusCode: 200,
      body: expect.stringContaining('second-longer-3c4d'),
    })
    expect(await get('/assets/second-longer-3c4d.js')).toMatchObject({ statusCode: 200, body: '// second-longer-3c4d' })
    expect((await get('/assets/first-1a2b.js')).statusCode).toBe(404)
  })
})

describe('every answer says what a browser may do with it', async () => {
  const open = async (https: boolean) => {
    const app = await openApp({ web: undefined, docs: undefined, https })
    app.get('/here', async () => 'here')
    app.get('/broken', async () => {
      throw new Error('broken')
    })
    return app
  }
  const [plain, safe] = [await open(false), await open(true)]
  afterAll(() => Promise.all([plain.close(), safe.close()]))

  test.each(['/here', '/broken', '/nowhere'])('%s', async (url) => {
    const { headers } = await plain.inject({ url })
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'content-security-policy': expect.stringMatching(/^default-src 'self';.*frame-ancestors 'none'$/u),
    })
    expect(headers).not.toHaveProperty('strict-transport-security')
  })
  test('behind https, that it stays so', async () => {
    const { headers } = await safe.inject({ url: '/here' })
    expect(headers['strict-transport-security']).toContain('max-age=31536000')
  })
})
