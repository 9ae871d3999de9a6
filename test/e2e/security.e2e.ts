/**
 * Electron's security list, in its order, each against the running app: https://www.electronjs.org/docs/latest/tutorial/security
 * What cannot be seen in a running development app (15, 16, 19) is in test/security/electron.test.ts.
 */

import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { channels } from '../../shared/contract.ts'
import { type Launched, launchApp, networkUse, withApp } from './harness.ts'

let app: Launched

beforeAll(async () => {
  app = await launchApp()
})

afterAll(async () => {
  await app.close()
})

/** The preferences in force, as Electron itself holds them. The call is not part of its documented interface. */
function preferences(): Promise<Record<string, unknown>> {
  return app.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (contents === undefined) throw new Error('no window')
    return { ...Reflect.get(contents, 'getLastWebPreferences').call(contents) }
  })
}

/** A server on this machine that notes the paths it is asked for. */
async function withServer<T>(use: (address: string, visits: string[]) => Promise<T>): Promise<T> {
  const visits: string[] = []
  const server = createServer((request, response) => {
    visits.push(request.url ?? '')
    response.end('reached')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  try {
    return await use(`http://127.0.0.1:${port}/`, visits)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

/** Runs a script in a hidden window on a blank page, where no policy of ours stands before the guard under test. */
function inBlankWindow(script: string, webPreferences: Electron.WebPreferences = {}): Promise<unknown> {
  return app.electron.evaluate(
    async ({ BrowserWindow }, [code, options]) => {
      const window = new BrowserWindow({ show: false, webPreferences: JSON.parse(options) })
      try {
        await window.loadURL('about:blank')
        return await window.webContents.executeJavaScript(code)
      } finally {
        window.destroy()
      }
    },
    [script, JSON.stringify(webPreferences)] as const,
  )
}

test('1 only secure content: picture, script, style and frame from elsewhere never leave the page', async () => {
  const reached = await withServer(async (address, visits) => {
    await app.page.evaluate(async (from) => {
      const made: HTMLElement[] = ['img', 'script', 'iframe'].map((kind) =>
        Object.assign(document.createElement(kind), { src: `${from}${kind}` }),
      )
      made.push(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${from}style` }))
      document.body.append(...made)
      await fetch(`${from}fetch`, { mode: 'no-cors' }).catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, 300))
      for (const element of made) element.remove()
    }, address)
    return visits
  })
  expect(reached).toEqual([])
  expect(app.messages.join()).toContain('Content Security Policy')
})

test('2 no Node in the page', async () => {
  expect(
    await app.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window),
    ),
  ).toEqual([])
  expect(await preferences()).toMatchObject({ nodeIntegration: false })
})

test('3 context isolation: the page cannot reach what the preload uses', async () => {
  expect(await preferences()).toMatchObject({ contextIsolation: true })
})

test('4 the renderer is sandboxed', async () => {
  expect(await preferences()).toMatchObject({ sandbox: true })
})

describe('5 permissions', () => {
  test('asked for by the page are denied', async () => {
    const answers = await app.page.evaluate(async () => ({
      notifications: await Notification.requestPermission(),
      geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
      clipboard: (await navigator.permissions.query({ name: 'clipboard-read' as PermissionName })).state,
    }))
    expect(answers).toEqual({ notifications: 'denied', geolocation: 'denied', clipboard: 'denied' })
  })
})

test('6 web security is on: another origin cannot be read', async () => {
  expect(await preferences()).not.toHaveProperty('webSecurity', false)
})

describe('7 the content security policy', () => {
  test('starts from nothing and allows nothing unsafe but WebAssembly', async () => {
    const policy = await app.page.evaluate(async () =>
      (await fetch('app://bureau/index.html')).headers.get('content-security-policy'),
    )
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'nonce-[A-Za-z0-9+/=]+'; /,
    )
    expect(policy?.replace("'wasm-unsafe-eval'", '')).not.toMatch(/unsafe|\*|https?:/)
  })

  test('runs no inline script, no code made from text, no inline style', async () => {
    const seen = await app.page.evaluate(async () => {
      const refused: string[] = []
      document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective))
      const script = document.createElement('script')
      script.textContent = 'window.inlineRan = true'
      document.head.append(script)
      const box = document.createElement('div')
      box.innerHTML = '<style>body { --inline: 1 }</style><img src="x" onerror="window.handlerRan = true">'
      document.body.append(box)
      // What the test's own connection runs is free of the policy; what runs later is not.
      await new Promise((resolve) => setTimeout(resolve, 0))
      let evaluated = 'ran'
      try {
        // The policy must stop the constructor as it stops eval.
        Reflect.construct(Function, ['return 1'])()
      } catch (error) {
        evaluated = (error as Error).name
      }
      await fetch('https://example.invalid/').catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, 100))
      box.remove()
      return { refused, evaluated, ran: ['inlineRan', 'handlerRan'].filter((name) => name in window) }
    })
    expect(seen.ran).toEqual([])
    expect(seen.evaluated).toBe('EvalError')
    expect(seen.refused).toEqual(
      expect.arrayContaining(['script-src-elem', 'style-src-elem', 'script-src-attr', 'connect-src']),
    )
  })
})

test('8, 9, 10 no insecure content, no experimental features, no Blink features', async () => {
  const set = await preferences()
  expect(set).not.toHaveProperty('allowRunningInsecureContent', true)
  expect(set).not.toHaveProperty('experimentalFeatures', true)
  expect(Reflect.get(set, 'enableBlinkFeatures') ?? '').toBe('')
})

describe('11, 12 webviews', () => {
  test('do not exist in the page', async () => {
    expect(await preferences()).not.toHaveProperty('webviewTag', true)
  })

  test('do not attach, even in a window that allows them by mistake', async () => {
    const script = `new Promise((resolve) => {
      const view = document.createElement('webview')
      view.addEventListener('dom-ready', () => resolve('attached'))
      view.src = 'about:blank'
      document.body.append(view)
      setTimeout(() => resolve('not attached'), 1500)
    })`
    expect(await inBlankWindow(script, { webviewTag: true })).toBe('not attached')
  })
})

describe('13 navigation', () => {
  test('the window stays on our page, whether the target is foreign or our own', async () => {
    for (const target of [
      'https://example.invalid/',
      'app://bureau/index.html?again',
      'file:///etc/passwd',
      'data:text/html,x',
    ]) {
      await app.page.evaluate((address) => {
        Object.assign(window, { stayed: true })
        location.href = address
      }, target)
      await app.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)))
      expect(await app.page.evaluate(() => [location.href, 'stayed' in window])).toEqual([
        'app://bureau/index.html',
        true,
      ])
    }
  })

  test('a frame goes nowhere either', async () => {
    const script = `new Promise((resolve) => {
      const frame = document.createElement('iframe')
      frame.src = 'app://bureau/index.html'
      document.body.append(frame)
      setTimeout(() => resolve(String(frame.contentDocument && frame.contentDocument.URL)), 800)
    })`
    expect(await inBlankWindow(script)).toBe('about:blank')
  })
})

test('13 an HTML file dropped on the window opens nothing', async () => {
  const windows = await app.page.evaluate(() => {
    Object.assign(window, { stayed: true })
    const data = new DataTransfer()
    data.items.add(new File(['<script>window.ran = true</script>'], '通知.html', { type: 'text/html' }))
    data.setData('text/uri-list', 'https://example.invalid/')
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
    }
    return [location.href, 'stayed' in window, 'ran' in window]
  })
  expect(windows).toEqual(['app://bureau/index.html', true, false])
})

test('14 no new windows', async () => {
  const opened = await app.page.evaluate(() => window.open('app://bureau/index.html') !== null)
  const windows = await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  expect([opened, windows]).toEqual([false, 1])
})

describe('17 the sender of every message is checked', () => {
  test('a window on another page is refused, with our preload and all', async () => {
    const preload = join(import.meta.dirname, '../../dist/preload/preload.cjs')
    const replies = await inBlankWindow(
      `Promise.all(['session.status', 'app.status', 'dialog.openWorkbook'].map((name) => window.bureau[name]({})))`,
      { preload, sandbox: true },
    )
    expect(replies).toEqual([1, 2, 3].map(() => expect.objectContaining({ ok: false, code: 'UNTRUSTED_SENDER' })))
  })
})

test('17 a frame inside our own page is refused, and has no bridge of its own', async () => {
  const seen = await app.page.evaluate(async () => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const bridge = frame.contentWindow === null ? 'no window' : typeof Reflect.get(frame.contentWindow, 'bureau')
    frame.remove()
    return bridge
  })
  expect(seen).toBe('undefined')
})

test('18 a path that climbs, is encoded twice or names another folder gets nothing', async () => {
  const answers = await app.page.evaluate(() =>
    Promise.all(
      [
        ...[
          'app://bureau/../../etc/passwd',
          'app://bureau/%2e%2e/%2e%2e/etc/passwd',
          'app://bureau/..%2f..%2fetc/passwd',
        ],
        ...['app://bureau//etc/passwd', 'app://bureau/..%5c..%5cmain/main.cjs', 'app://bureau/%252e%252e/package.json'],
        ...['app://bureau/../main/main.cjs', 'app://bureau/main.cjs', 'app://bureau/job/sheets.json'],
      ].map((address) =>
        fetch(address).then(
          async ({ status }) => status,
          () => 404,
        ),
      ),
    ),
  )
  expect(answers).toEqual(answers.map(() => 404))
})

test('18 no file:// page: the system’s files cannot be loaded', async () => {
  const loaded = await app.page.evaluate(() =>
    fetch('file:///etc/hostname').then(
      () => true,
      () => false,
    ),
  )
  expect(loaded).toBe(false)
  expect(
    await inBlankWindow(`fetch('file:///etc/hostname').then(() => true, () => false)`, { webSecurity: false }),
  ).toBe(false)
})

test('20 the page gets one function for each call of the contract, and nothing of Electron', async () => {
  const exposed = await app.page.evaluate(() => {
    const bureau = Reflect.get(window, 'bureau')
    return { names: Object.keys(bureau), kinds: [...new Set(Object.values(bureau).map((value) => typeof value))] }
  })
  expect(exposed).toEqual({ names: [...channels, 'onEvent'], kinds: ['function'] })
})

describe('and nothing goes out', () => {
  test('a request for anything but our own files is refused and noted', async () => {
    const answer = await withServer(async (address) => {
      const reply = await inBlankWindow(
        `fetch('${address}', { mode: 'no-cors' }).then(() => 'reached', () => 'refused')`,
      )
      expect(app.logged()).toContain(`A request was refused: xhr ${address}`)
      return reply
    })
    expect(answer).toBe('refused')
  })

  test('no name is ever looked up', async () => {
    const found = await app.electron.evaluate(({ session }) =>
      session.defaultSession.resolveHost('localhost').then(
        () => 'found',
        (error: Error) => error.message,
      ),
    )
    expect(found).toContain('ERR_NAME_NOT_RESOLVED')
  })

  test('nothing is downloaded', async () => {
    const prevented = app.electron.evaluate(
      ({ session }) =>
        new Promise((resolve) => {
          session.defaultSession.once('will-download', (event) => resolve(event.defaultPrevented))
        }),
    )
    await app.page.evaluate(() => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob(['x']))
      link.download = 'x.txt'
      link.click()
    })
    expect(await prevented).toBe(true)
  })

  test('no spelling dictionary is fetched', async () => {
    expect(await app.electron.evaluate(({ session }) => session.defaultSession.isSpellCheckerEnabled())).toBe(false)
  })

  test('from start to close the network is not touched at all, by the page or by Chromium itself', async () => {
    const netLog = join(mkdtempSync(join(tmpdir(), 'lg-net-')), 'net.json')
    await withApp({ args: [`--log-net-log=${netLog}`] }, async (watched) => {
      await watched.call('session.status', {})
      await watched.page.evaluate(() => fetch('https://example.invalid/').catch(() => {}))
    })
    expect(networkUse(netLog)).toEqual([])
  })
})
