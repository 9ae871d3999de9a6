import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { cli, workFolder } from './commandLine.ts'

/** Every place is a network share here. */
vi.mock('../../electron/core/networkPlace.ts', () => ({
  refuseNetworkPlace: (path: string) => {
    throw new AppError('STORAGE', `“${path}”在网络共享上`)
  },
}))

test('the command line opens, makes and restores no database on a network share', async () => {
  const folder = workFolder()
  const [there, elsewhere] = [join(folder, '库.db'), join(folder, '新库.db')]
  writeFileSync(there, '')
  for (const args of [
    ['assess', '--db', there, '--round', '2026-1'],
    ['init', '--db', elsewhere],
    ['restore', '--from', there, '--db', elsewhere],
  ]) {
    expect(await cli(args), args.join(' ')).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/在网络共享上\n$/),
    })
  }
})
