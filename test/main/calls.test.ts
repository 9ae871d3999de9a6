import { expect, test } from 'vitest'
import { createCalls } from '../../electron/main/calls.ts'
import type { Sender } from '../../electron/main/origin.ts'
import { channels, contract } from '../../shared/contract.ts'

const frame = (url: string, parent: unknown = null) => ({ senderFrame: { url, parent } }) as Sender
const ours = frame('app://bureau/index.html')

function calls(dialog: () => Promise<null> = async () => null) {
  const asked: string[] = []
  const logged: unknown[] = []
  const answer = createCalls({
    core: {
      call: async (channel) => {
        asked.push(channel)
        return { ok: true, value: 'from the core' }
      },
      state: () => 'running',
    },
    dialogs: {
      openWorkbook: dialog,
      openEvidence: dialog,
      openParameters: dialog,
      openCalendar: dialog,
      openPackage: dialog,
      moveOut: dialog,
      moveIn: dialog,
      openFolder: dialog,
      savePaper: dialog,
      savePapers: dialog,
    },
    printing: { print: dialog, state: () => null, cancel: () => {} },
    runtime: 'Electron 45 utilityProcess',
    log: (error) => logged.push(error),
  })
  return { answer, asked, logged }
}

test('every call goes where the contract says: dialogs stay in main, the rest reaches the core', async () => {
  const { answer, asked } = calls()
  for (const channel of channels) await answer(channel, ours, {})
  expect(asked).toEqual(channels.filter((channel) => contract[channel].where === 'core'))
})

test('app.status tells which runtime and whether the core runs', async () => {
  const { answer } = calls()
  expect(await answer('app.status', ours, {})).toEqual({
    ok: true,
    value: { runtime: 'Electron 45 utilityProcess', core: 'running' },
  })
})

test.each([
  ['a page of another origin', frame('https://example.invalid/')],
  ['an address that only mentions ours', frame('https://example.invalid/?next=app://bureau/index.html')],
  ['a host that only begins like ours', frame('app://bureau.example.invalid/index.html')],
  ['our host under another scheme', frame('http://bureau/index.html')],
  ['our host with a user name before it', frame('app://x@bureau/index.html')],
  ['a frame inside our page', frame('app://bureau/index.html', {})],
  ['a blank page', frame('about:blank')],
  ['no address at all', frame('')],
  ['a frame that is gone', { senderFrame: null }],
])('%s is answered with a refusal on every channel, and nothing is asked of the core', async (_who, sender) => {
  const { answer, asked } = calls()
  for (const channel of channels) {
    expect(await answer(channel, sender, {})).toEqual({
      ok: false,
      code: 'UNTRUSTED_SENDER',
      message: expect.stringContaining('已拒绝'),
    })
  }
  expect(asked).toEqual([])
})

test.each([
  ['dialog.savePaper', {}],
  ['dialog.savePaper', { suggestedName: 'x', kind: 'exe' }],
  ['dialog.savePaper', { suggestedName: 'x', kind: 'pdf', path: '/etc/passwd' }],
  ['dialog.openWorkbook', { path: '/etc/passwd' }],
  ['app.status', null],
] as const)('%s with %j is refused before any dialog opens', async (channel, input) => {
  const { answer } = calls(() => {
    throw new Error('a dialog opened')
  })
  expect(await answer(channel, ours, input)).toMatchObject({ ok: false, code: 'BAD_INPUT' })
})

test('a dialog that breaks is an answer in Chinese, and its cause is in the log', async () => {
  const { answer, logged } = calls(() => Promise.reject(new Error('portal missing')))
  const reply = await answer('dialog.openWorkbook', ours, {})
  expect(reply).toMatchObject({ ok: false, code: 'INTERNAL', message: expect.not.stringContaining('portal') })
  expect(String(logged[0])).toContain('portal missing')
})
