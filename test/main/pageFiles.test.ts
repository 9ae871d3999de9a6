import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { allowList, respond } from '../../electron/main/pageFiles.ts'

let files: ReadonlyMap<string, string>

beforeAll(async () => {
  const outside = mkdtempSync(join(tmpdir(), 'lg-outside-'))
  writeFileSync(join(outside, 'secret.js'), 'secret')
  const folder = mkdtempSync(join(tmpdir(), 'lg-page-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__"><p>评审</p>')
  writeFileSync(join(folder, 'assets/main.js'), 'export {}')
  writeFileSync(join(folder, 'assets/main.css'), 'p {}')
  writeFileSync(join(folder, 'assets/UniGB-H.bcmap'), 'map')
  writeFileSync(join(folder, 'licences.txt'), '第三方许可')
  writeFileSync(join(folder, 'workbench.db'), 'not for the page')
  // Windows lets everybody make a junction, but a link to a file only administrators.
  symlinkSync(outside, join(folder, 'assets/linked'), 'junction')
  if (process.platform !== 'win32') symlinkSync(join(outside, 'secret.js'), join(folder, 'assets/link.js'))
  files = await allowList(folder)
})

const get = (address: string, init?: RequestInit): Promise<Response> => respond(files, new Request(address, init))

test('only plain built files of a known kind are on the list', () => {
  expect([...files.keys()].sort()).toEqual([
    '/assets/UniGB-H.bcmap',
    '/assets/main.css',
    '/assets/main.js',
    '/index.html',
    '/licences.txt',
  ])
})

test.each([
  ['app://bureau/index.html', 'text/html; charset=utf-8'],
  ['app://bureau/assets/main.js', 'text/javascript; charset=utf-8'],
  ['app://bureau/assets/main.css?v=1', 'text/css; charset=utf-8'],
])('%s is served as %s and may not be taken for anything else', async (address, type) => {
  const response = await get(address)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe(type)
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
})

test.each([
  'app://bureau/',
  'app://bureau/workbench.db',
  'app://bureau/../../etc/passwd',
  'app://bureau/assets/..%2f..%2fetc%2fpasswd',
  'app://bureau/assets/%2e%2e/%2e%2e/etc/passwd',
  'app://bureau/assets\\main.js',
  'app://bureau//index.html',
  'app://bureau/INDEX.HTML',
  'app://other/index.html',
  'app://bureau:80/index.html',
  'app://bureau/assets/link.js',
  'app://bureau/assets/linked/secret.js',
  'app://bureau/assets',
])('%s is refused', async (address) => {
  const response = await get(address)
  expect(response.status).toBe(404)
  expect(await response.text()).toBe('')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
})

test('only GET is answered', async () => {
  expect((await get('app://bureau/index.html', { method: 'POST', body: 'x' })).status).toBe(404)
})

test('each load has a nonce of its own, the same in the page and in the policy', async () => {
  const nonces = await Promise.all(
    [1, 2].map(async () => {
      const response = await get('app://bureau/index.html')
      const nonce = /content="([^"]+)"/.exec(await response.text())?.[1]
      expect(response.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`)
      return nonce
    }),
  )
  expect(nonces[0]).toMatch(/^[A-Za-z0-9+/]{22}==$/)
  expect(nonces[0]).not.toBe(nonces[1])
})
