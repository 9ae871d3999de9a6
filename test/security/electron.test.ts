/**
 * The points of Electron's security list that stand in the code and the packaging; the running app is tested in
 * test/e2e/security.e2e.ts. The numbers are those of the list.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { contentSecurityPolicy, newNonce } from '../../electron/main/csp.ts'
import { isAllowedRequest, isAppUrl } from '../../electron/main/origin.ts'
import { LOCKED_PREFERENCES } from '../../electron/main/security.ts'

const PROJECT = join(import.meta.dirname, '../..')
const sources = globSync(['electron/{main,preload,core}/**/*.ts', 'renderer/**/*.{ts,tsx}', 'shared/**/*.ts'], {
  cwd: PROJECT,
}).map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(PROJECT, path), 'utf8') }))

const filesWith = (pattern: RegExp): string[] =>
  sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path)

test('2, 3, 4, 6, 8, 9, 11 how every window is made', () => {
  expect(LOCKED_PREFERENCES).toEqual({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  })
})

test('two files make windows, with those preferences; the print window has no preload and a session of its own', () => {
  expect(filesWith(/new (BrowserWindow|BaseWindow|WebContentsView|BrowserView)\b/)).toEqual([
    'electron/main/printWindow.ts',
    'electron/main/window.ts',
  ])
  const { text } = sources.find(({ path }) => path === 'electron/main/window.ts') ?? { text: '' }
  expect(text).toContain('webPreferences: { ...LOCKED_PREFERENCES, preload }')
  const print = sources.find(({ path }) => path === 'electron/main/printWindow.ts')?.text ?? ''
  expect(print).toContain('webPreferences: { ...LOCKED_PREFERENCES, session:')
  expect(print).toContain('lockSession(own, log)')
  expect(print).not.toMatch(/preload:/)
})

describe('7 the policy', () => {
  const nonce = newNonce()
  const policy = new Map(
    contentSecurityPolicy(nonce)
      .split('; ')
      .map((directive): [string, string] => {
        const [name = '', ...values] = directive.split(' ')
        return [name, values.join(' ')]
      }),
  )

  test('begins with nothing allowed', () => {
    expect([...policy][0]).toEqual(['default-src', "'none'"])
  })

  test('lets scripts come from our own files only, and styles with this load’s nonce', () => {
    expect(policy.get('script-src')).toBe("'self' 'wasm-unsafe-eval'")
    expect(policy.get('style-src')).toBe(`'self' 'nonce-${nonce}'`)
  })

  test('forbids frames, plugins, forms and another base', () => {
    for (const name of ['frame-src', 'frame-ancestors', 'object-src', 'form-action', 'base-uri']) {
      expect([name, policy.get(name)]).toEqual([name, "'none'"])
    }
  })

  test('has nothing unsafe but WebAssembly, no wildcard and no host', () => {
    const values = [...policy.values()].join(' ')
    expect(values.match(/'[\w-]*unsafe[\w-]*'/g)).toEqual(["'wasm-unsafe-eval'"])
    expect(values.replace("'wasm-unsafe-eval'", '')).not.toMatch(/unsafe|\*|:\/\/|https?:/)
  })
})

test('10 no Blink features, and no switch that weakens the browser', () => {
  expect(
    filesWith(/enableBlinkFeatures|disableBlinkFeatures|enable-blink-features|disable-web-security|ignore-certificate/),
  ).toEqual([])
  expect(filesWith(/['"]no-sandbox['"]/)).toEqual(['electron/main/security.ts'])
})

test('15 nothing is handed to the system to open', () => {
  expect(filesWith(/shell\.(openExternal|openPath)|\bopenExternal\(/)).toEqual([])
})

test('16 the shipped Electron is pinned exactly, and its Node can load the database', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'))
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/)
  expect(Number.parseInt(devDependencies.electron, 10)).toBeGreaterThanOrEqual(45)
})

test('17 one guarded file listens to the window, one file speaks for it', () => {
  expect(filesWith(/\bipcMain\b/)).toEqual(['electron/main/ipc.ts'])
  expect(filesWith(/\bipcRenderer\b/)).toEqual(['electron/preload/preload.ts'])
})

describe('18 our own scheme', () => {
  test.each(['app://bureau/index.html', 'app://bureau/assets/index-B8.js?v=1#x'])('%s is ours', (address) => {
    expect(isAppUrl(address)).toBe(true)
  })

  test.each([
    'file:///etc/passwd',
    'http://bureau/',
    'https://example.invalid/?next=app://bureau/',
    'app://bureau.example.invalid/',
    'app://example.invalid/bureau',
    'app://x@bureau/',
    'app://bureau:99/',
    'APP:bureau',
    'ws://bureau/',
    'devtools://devtools/bundled/inspector.html',
    'blob:https://example.invalid/1',
    'filesystem:app://bureau/temporary/x',
    'javascript:alert(1)',
    'chrome://gpu',
    '',
  ])('%s is neither ours nor allowed', (address) => {
    expect([isAppUrl(address), isAllowedRequest(address)]).toEqual([false, false])
  })

  test('what the page made in memory is allowed, and is not a page of ours', () => {
    for (const address of ['data:image/png;base64,AA', 'blob:app://bureau/0b5c']) {
      expect([isAppUrl(address), isAllowedRequest(address)]).toEqual([false, true])
    }
  })

  test('no page is loaded from a file', () => {
    expect(filesWith(/loadFile\(|['"`]file:\/\//)).toEqual([])
  })
})

test('19 fuses: a shipped app is no Node, takes no options from outside, and runs only its own sealed archive', () => {
  const config = parse(readFileSync(join(PROJECT, 'electron-builder.yml'), 'utf8'))
  expect(config.asar).toBe(true)
  expect(config.electronFuses).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  })
})

test('a packaged app reads nothing of what tests and developers may set', () => {
  const readers = filesWith(/process\.env/).filter((path) => path.startsWith('electron/main/'))
  // coreProcess.ts only takes two variables away from the child.
  expect(readers.sort()).toEqual(['electron/main/coreProcess.ts', 'electron/main/main.ts'])
  const { text } = sources.find(({ path }) => path === 'electron/main/main.ts') ?? { text: '' }
  expect(text.match(/process\.env.*/g)).toEqual(['process.env'])
  expect(text).toContain('const developer = app.isPackaged ? {} : process.env')
})

test('20 the preload hands out no channel the page may choose, and no Electron object', () => {
  const { text } = sources.find(({ path }) => path === 'electron/preload/preload.ts') ?? { text: '' }
  expect(text.match(/exposeInMainWorld\(/g)).toHaveLength(1)
  expect(text).not.toMatch(/exposeInMainWorld\([^)]*ipcRenderer/)
  expect(filesWith(/@electron\/remote|enableRemoteModule/)).toEqual([])
})

test('a package carries the fonts that papers are set in, and SQLite for its own machine only', () => {
  const { files }: { files: string[] } = parse(readFileSync(join(PROJECT, 'electron-builder.yml'), 'utf8'))
  const named = readFileSync(join(PROJECT, 'electron/core/fonts.ts'), 'utf8').matchAll(/'(noto-s\w+-sc)\/(\d00\w+)\//g)
  for (const [, face, weight] of named) {
    expect(files.find((pattern) => pattern.includes(`@expo-google-fonts/${face}/`))).toContain(weight)
  }
  expect(files).toContain('!node_modules/better-sqlite3/{deps,src,build}{,/**/*}')
  expect(
    files.some((pattern) => /^!.*better-sqlite3\/prebuilds\/!\(\$\{platform\}-\$\{arch\}\.node\)$/.test(pattern)),
  ).toBe(true)
})

/** https://www.electronjs.org/docs/latest/tutorial/security, in its order. */
const POINTS = [
  ...[
    'only secure content',
    'no Node integration',
    'context isolation',
    'sandbox',
    'permission requests',
    'webSecurity',
  ],
  ...['content security policy', 'no insecure content', 'no experimental features', 'no Blink features'],
  ...['no pop-ups of webviews', 'options of webviews', 'navigation', 'new windows', 'openExternal', 'current Electron'],
  ...['sender of messages', 'own scheme instead of file', 'fuses', 'no Electron API for the page'],
]

test('each of the twenty points has a test that bears its number', () => {
  const titles = ['test/e2e/security.e2e.ts', 'test/security/electron.test.ts'].flatMap((path) =>
    [...readFileSync(join(PROJECT, path), 'utf8').matchAll(/^(?:test|describe)\('((?:\d+, )*\d+) /gm)].flatMap(
      ([, numbers = '']) => numbers.split(', ').map(Number),
    ),
  )
  const untested = POINTS.filter((_, at) => !titles.includes(at + 1))
  expect(POINTS).toHaveLength(20)
  expect(untested).toEqual([])
})

test('what tests may set is named in one file and in no other of those shipped', () => {
  expect(filesWith(/\bLG_(TEST|USER_DATA|DB|NODE)/)).toEqual(['electron/main/chooseCore.ts', 'electron/main/main.ts'])
})
