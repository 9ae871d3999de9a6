import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Chooser, createDialogs, safeName, withExtension } from '../../electron/main/dialogs.ts'

function dialogsThatChoose(path: string | null) {
  const registered: [token: string, path: string, mode: string][] = []
  const suggested: string[] = []
  const chooser: Chooser = {
    open: async () => path,
    save: async (name) => {
      suggested.push(name)
      return path
    },
    folder: async () => path,
  }
  const dialogs = createDialogs(chooser, { registerFile: (...file) => registered.push(file) })
  return { dialogs, registered, suggested }
}

test('the window gets a token and the bare name; the path goes to the core', async () => {
  const { dialogs, registered } = dialogsThatChoose('/home/张/申报汇总.xlsx')
  const answer = await dialogs.openWorkbook()
  expect(answer).toEqual({ token: expect.stringMatching(/^[0-9a-f-]{36}$/), name: '申报汇总.xlsx' })
  expect(registered).toEqual([[answer?.token, '/home/张/申报汇总.xlsx', 'read']])
})

test('a parameter file is asked for as such, opened for reading, and saved under its own ending', async () => {
  const kinds: string[] = []
  const registered: [token: string, path: string, mode: string][] = []
  const chooser: Chooser = {
    open: async (kind) => {
      kinds.push(kind)
      return '/home/张/参数.yaml'
    },
    save: async (_name, kind) => {
      kinds.push(kind)
      return '/home/张/参数'
    },
    folder: async () => null,
  }
  const dialogs = createDialogs(chooser, { registerFile: (...file) => registered.push(file) })
  const opened = await dialogs.openParameters()
  const saved = await dialogs.savePaper({ suggestedName: '参数', kind: 'yaml' })
  expect([opened?.name, saved?.name]).toEqual(['参数.yaml', '参数.yaml'])
  expect(kinds).toEqual(['yaml', 'yaml'])
  expect(registered).toEqual([
    [opened?.token, '/home/张/参数.yaml', 'read'],
    [saved?.token, '/home/张/参数.yaml', 'write'],
  ])
})

test('every choice gets a token of its own', async () => {
  const { dialogs } = dialogsThatChoose('/a.xlsx')
  expect((await dialogs.openWorkbook())?.token).not.toBe((await dialogs.openWorkbook())?.token)
})

test('a cancelled dialog registers nothing', async () => {
  const { dialogs, registered } = dialogsThatChoose(null)
  expect(await dialogs.openWorkbook()).toBeNull()
  expect(await dialogs.savePaper({ suggestedName: '公示', kind: 'pdf' })).toBeNull()
  expect(registered).toEqual([])
})

test('a paper is saved for writing, under the ending of its kind', async () => {
  const { dialogs, registered } = dialogsThatChoose('/home/公示名单')
  expect(await dialogs.savePaper({ suggestedName: '公示名单', kind: 'pdf' })).toMatchObject({ name: '公示名单.pdf' })
  expect(registered[0]?.slice(1)).toEqual(['/home/公示名单.pdf', 'write'])
})

test('a name suggested by the window cannot lead into another folder', async () => {
  const { dialogs, suggested } = dialogsThatChoose(null)
  await dialogs.savePaper({ suggestedName: '../../etc/passwd', kind: 'pdf' })
  expect(suggested).toEqual(['etcpasswd'])
})

test.each([
  ['..\\..\\启动\\a.pdf', '启动a.pdf'],
  ['2026年第1批\n公示<稿>.pdf', '2026年第1批公示稿.pdf'],
  ['   ', '未命名'],
  ['...', '未命名'],
  ['公示名单（第1批）.pdf', '公示名单（第1批）.pdf'],
])('safeName(%j) is %j', (suggested, safe) => {
  expect(safeName(suggested)).toBe(safe)
})

test('an ending of another kind is kept and followed by the right one', () => {
  expect(withExtension('/x/名单.PDF', 'pdf')).toBe('/x/名单.PDF')
  expect(withExtension('/x/workbench.db', 'pdf')).toBe('/x/workbench.db.pdf')
})

test('a set of files goes into one folder, and over none that is there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lg-set-'))
  const { dialogs, registered } = dialogsThatChoose(folder)
  const files = [
    { suggestedName: '公示（定稿2026-1-01）', kind: 'pdf' },
    { suggestedName: '../汇总/表.xlsx', kind: 'xlsx' },
  ] as const
  const places = await dialogs.savePapers({ files: [...files] })
  expect(places?.map(({ name }) => name)).toEqual(['公示（定稿2026-1-01）.pdf', '汇总表.xlsx'])
  expect(registered.map(([, path, mode]) => [path, mode])).toEqual([
    [join(folder, '公示（定稿2026-1-01）.pdf'), 'write'],
    [join(folder, '汇总表.xlsx'), 'write'],
  ])
  writeFileSync(join(folder, '汇总表.xlsx'), '')
  await expect(dialogs.savePapers({ files: [...files] })).rejects.toThrow('所选文件夹中已有“汇总表.xlsx”，没有导出')
  expect(registered).toHaveLength(2)
  expect(await dialogsThatChoose(null).dialogs.savePapers({ files: [...files] })).toBeNull()
})
