import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Webhook } from 'standardwebhooks'
import { afterAll, describe, expect, test } from 'vitest'
import { openWebhooks } from '../server/edges/webhooks/webhook.edge.ts'

/** The receivers for shops, told by the very edge that tells them in life. */
const recipes = fileURLToPath(new URL('../docs/recipes/', import.meta.url))
const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`
const webhooks = openWebhooks({ allowPrivate: true })
const message = (type: string, reference = 'PLAQ-12', sequence = 1) =>
  JSON.stringify({ type, timestamp: '', data: { product: { reference, version: '1' }, sequence } })
let n = 0
const next = (): number => {
  n += 1
  return n
}
const tell = (url: string, body: string, { secret = SECRET, at = new Date() } = {}) =>
  webhooks.send({ url, secrets: [secret] }, { id: `msg_${next()}`, at, body })

describe('Shopify', async () => {
  const { openGate } = (await import(join(recipes, 'shopify/okaeri-gate.mjs'))) as {
    openGate(options: object): ReturnType<typeof createServer>
  }
  /** A shop with two products, speaking the little of the Admin API that is asked of it. */
  const products = new Map([
    ['gid://1', { id: 'gid://1', sku: 'PLAQ-12', status: 'ACTIVE', tags: [] as string[] }],
    ['gid://2', { id: 'gid://2', sku: 'OWN-DRAFT', status: 'DRAFT', tags: [] as string[] }],
  ])
  let down = false
  const asked: string[] = []
  const shop = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      const { query, variables } = JSON.parse(body) as {
        query: string
        variables: { id?: string; q?: string; tags?: string[]; status?: string }
      }
      asked.push(String(request.headers['x-shopify-access-token']))
      if (down) return response.writeHead(200).end(JSON.stringify({ errors: [{ message: 'Throttled' }] }))
      const one = products.get(variables.id ?? '')
      if (query.includes('tagsAdd')) one!.tags.push(...(variables.tags ?? []))
      if (query.includes('tagsRemove')) one!.tags = one!.tags.filter((tag) => !(variables.tags ?? []).includes(tag))
      if (query.includes('productUpdate')) one!.status = variables.status ?? ''
      const sku = /sku:"(.*)"/u.exec(variables.q ?? '')?.[1]
      const nodes = [...products.values()].filter((each) => each.sku === sku).map((each) => ({ sku, product: each }))
      return response.end(
        JSON.stringify({ data: query.includes('productVariants') ? { productVariants: { nodes } } : {} }),
      )
    })
  })
  const listen = async (server: ReturnType<typeof createServer>) => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  const seen = new Map<string, number>()
  const gate = openGate({
    secret: SECRET,
    shop: { address: await listen(shop), token: 'shpat_x', version: '2026-04' },
    seen,
  })
  const url = `${await listen(gate)}/okaeri`
  afterAll(() => {
    gate.close()
    shop.close()
  })
  const plaq = products.get('gid://1')!

  test('unpublishes what is withdrawn, and publishes it when it returns', async () => {
    expect(await tell(url, message('gate.test'))).toMatchObject({ status: 200, answer: '{"test":true}' })
    expect(asked).toEqual([])
    expect(await tell(url, message('product.withdrawn'))).toMatchObject({
      status: 200,
      answer: '{"found":1,"changed":1}',
    })
    expect(plaq).toMatchObject({ status: 'DRAFT', tags: ['okaeri-withdrawn'] })
    expect(await tell(url, message('product.returned', 'PLAQ-12', 2))).toMatchObject({ status: 200 })
    expect(plaq).toMatchObject({ status: 'ACTIVE', tags: [] })
    expect(new Set(asked)).toEqual(new Set(['shpat_x']))
  })
  test('old news that arrives late changes nothing, and a draft of one’s own stays one', async () => {
    expect(await tell(url, message('product.withdrawn'))).toMatchObject({ answer: '{"old":true}' })
    expect(plaq.status).toBe('ACTIVE')
    await tell(url, message('product.withdrawn', 'OWN-DRAFT'))
    await tell(url, message('product.returned', 'OWN-DRAFT', 2))
    expect(products.get('gid://2')!.status).toBe('DRAFT')
    expect(await tell(url, message('product.withdrawn', 'NOT-SOLD'))).toMatchObject({
      answer: '{"found":0,"changed":0}',
    })
  })
  test('what is not signed, or is old, opens nothing', async () => {
    const other = `whsec_${Buffer.alloc(32, 6).toString('base64')}`
    expect(await tell(url, message('product.withdrawn', 'PLAQ-12', 9), { secret: other })).toMatchObject({
      status: 401,
    })
    const hourAgo = new Date(Date.now() - 3_600_000)
    expect(await tell(url, message('product.withdrawn', 'PLAQ-12', 9), { at: hourAgo })).toMatchObject({ status: 401 })
    expect(plaq.status).toBe('ACTIVE')
  })
  test('a shop that is down is told again later: the receiver says so', async () => {
    down = true
    expect(await tell(url, message('product.withdrawn', 'PLAQ-12', 5))).toMatchObject({ status: 502, problem: 'http' })
    down = false
    expect(await tell(url, message('product.withdrawn', 'PLAQ-12', 5))).toMatchObject({ status: 200 })
    expect(plaq.status).toBe('DRAFT')
  })
})

const php = spawnSync('php', ['-v']).status === 0
if (!php) console.warn('PHP is not here: the receivers for WooCommerce and PrestaShop were not run')

describe.skipIf(!php)('in PHP (skipped without php)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'okaeri-recipes-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  /** Runs a script against a receiver; what it prints is JSON. */
  const run = (script: string): unknown => {
    const file = join(folder, `${next()}.php`)
    writeFileSync(file, `<?php error_reporting(E_ALL); ini_set('display_errors', 'stderr');\n${script}`)
    return JSON.parse(execFileSync('php', [file], { encoding: 'utf8' }))
  }
  const signed = (body: string, at = new Date(), secret = SECRET) => ({
    body,
    headers: {
      'webhook-id': 'msg_php',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': `v1,bm90aGluZw== ${new Webhook(secret).sign('msg_php', at, body)}`,
    },
  })
  const literal = (value: unknown) =>
    `json_decode(base64_decode('${Buffer.from(JSON.stringify(value)).toString('base64')}'), true)`

  test('a signature is checked: another secret, another body, an hour ago', () => {
    const body = message('product.withdrawn')
    const cases = [
      signed(body),
      { ...signed(body), body: `${body} ` },
      signed(body, new Date(Date.now() - 3_600_000)),
      signed(body, new Date(), `whsec_${Buffer.alloc(32, 6).toString('base64')}`),
      { body, headers: {} },
    ]
    expect(
      run(`require '${recipes}okaeri-signature.php';
        echo json_encode(array_map(fn($one) => okaeri_is_signed('${SECRET}', $one['headers'], $one['body']), ${literal(cases)}));`),
    ).toEqual([true, false, false, false, false])
  })

  test('WooCommerce: unpublished, old news, published; a draft of one’s own stays', () => {
    const told = [
      signed(message('gate.test')),
      signed(message('product.withdrawn')),
      signed(message('product.withdrawn')),
      signed(message('product.returned', 'PLAQ-12', 2)),
      signed(message('product.returned', 'OWN', 3)),
      signed(message('product.withdrawn', 'NOT-SOLD')),
      { ...signed(message('product.withdrawn', 'PLAQ-12', 9)), body: 'x' },
    ]
    expect(
      run(`
        define('ABSPATH', '/'); define('OKAERI_GATE_SECRET', '${SECRET}');
        function add_action() {} function register_rest_route() {}
        class WP_REST_Response { public function __construct(public array $data, public int $status) {} }
        class Shown { public function __construct(private array $one) {}
          public function get_header($name) { return $this->one['headers'][$name] ?? null; }
          public function get_body() { return $this->one['body']; } }
        class Thing { public array $meta = []; public function __construct(public string $status) {}
          public function get_status() { return $this->status; } public function set_status($s) { $this->status = $s; }
          public function get_meta($k) { return $this->meta[$k] ?? ''; } public function update_meta_data($k, $v) { $this->meta[$k] = $v; }
          public function delete_meta_data($k) { unset($this->meta[$k]); } public function save() {} }
        $things = ['PLAQ-12' => new Thing('publish'), 'OWN' => new Thing('draft')];
        function wc_get_product_id_by_sku($sku) { return $sku; }
        function wc_get_product($id) { global $things; return $things[$id] ?? false; }
        set_include_path('${recipes}');
        copy('${recipes}okaeri-signature.php', '${folder}/okaeri-signature.php');
        copy('${recipes}woocommerce/okaeri-gate.php', '${folder}/okaeri-gate.php');
        require '${folder}/okaeri-gate.php';
        $out = [];
        foreach (${literal(told)} as $one) { $r = okaeri_gate_hear(new Shown($one)); $out[] = [$r->status, $r->data['status'] ?? array_key_last($r->data)]; }
        echo json_encode($out);`),
    ).toEqual([
      [200, 'test'],
      [200, 'draft'],
      [200, 'old'],
      [200, 'publish'],
      [200, 'draft'],
      [200, 'found'],
      [401, 'error'],
    ])
  })

  test('PrestaShop: disabled, old news, enabled; one disabled by hand stays', () => {
    const told = [
      signed(message('product.withdrawn')),
      signed(message('product.withdrawn')),
      signed(message('product.returned', 'PLAQ-12', 2)),
      signed(message('product.returned', 'OWN', 3)),
      signed(message('product.withdrawn', `x" OR "1"="1`)),
      { ...signed(message('product.withdrawn', 'PLAQ-12', 9)), body: 'x' },
    ]
    expect(
      run(`
        define('_PS_VERSION_', '8'); define('_DB_PREFIX_', 'ps_');
        class ModuleFrontController {}
        function pSQL($text) { return addslashes($text); }
        class Configuration { static array $kept = ['OKAERI_GATE_SECRET' => '${SECRET}'];
          static function get($k) { return self::$kept[$k] ?? false; } static function updateValue($k, $v) { self::$kept[$k] = $v; }
          static function deleteByName($k) { unset(self::$kept[$k]); } }
        class Db { static function getInstance() { return new Db(); }
          function getValue($sql) { return ['PLAQ-12' => 1, 'OWN' => 2][preg_match('/reference = "(.*)"$/', $sql, $m) ? $m[1] : ''] ?? false; } }
        class Product { static array $on = [1 => true, 2 => false]; public bool $active;
          public function __construct(private int $id) { $this->active = self::$on[$id]; } public function update() { self::$on[$this->id] = $this->active; } }
        mkdir('${folder}/m/controllers/front', 0700, true);
        copy('${recipes}okaeri-signature.php', '${folder}/m/okaeri-signature.php');
        copy('${recipes}prestashop/okaerigate/controllers/front/hook.php', '${folder}/m/controllers/front/hook.php');
        require '${folder}/m/controllers/front/hook.php';
        $out = []; $hook = new OkaeriGateHookModuleFrontController();
        foreach (${literal(told)} as $one) { [$status, $data] = $hook->hear($one['body'], $one['headers']); $out[] = [$status, $data['active'] ?? array_key_last($data)]; }
        echo json_encode($out);`),
    ).toEqual([
      [200, false],
      [200, 'old'],
      [200, true],
      [200, false],
      [200, 'found'],
      [401, 'error'],
    ])
  })
})
