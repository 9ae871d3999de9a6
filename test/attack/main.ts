/**
 * `npm run attack`: everything that comes from outside, against the guard that stops it. `-- --messages N` sets the fuzzed
 * messages for each identity (10,000 unless told), `--no-window` leaves the real window out; further words choose files.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { numberOption, plainWords, runDrills } from '../drills/run.ts'

const args = process.argv.slice(2)
const messages = numberOption(args, 'messages', 10_000)

const passed = await runDrills({
  ending: '.attack.ts',
  along: {
    'test/security/hostileWorkbooks.test.ts': '敌意工作簿：限时限内存，说明原因',
    'test/security/fileName.test.ts': '来路不明的文件名',
    'test/security/electron.test.ts': '窗口安全清单（源码与打包设置，发布与开发两种接线）',
    'test/policy/badFiles.test.ts': '损坏的条款文件',
    'test/core/parameterFile.test.ts': '损坏的参数文件',
    'test/core/fourEyes.test.ts': '四眼：状态 × 角色 × 人员走查',
    'test/core/access.test.ts': '角色 × 通道矩阵',
  },
  env: { ATTACK_MESSAGES: String(messages) },
  only: plainWords(args, ['--messages']),
  named: '',
})
process.exitCode = passed && (args.includes('--no-window') || windowStands()) ? 0 : 1

/** The attacks on the real window are window tests of their own. */
function windowStands(): boolean {
  const runner = join(import.meta.dirname, '../../electron/dev/e2e.ts')
  const { status } = spawnSync(process.execPath, [runner, 'security', 'standstill'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  console.log(`${status === 0 ? '通过' : '未过'}  真实窗口：安全清单 20 条、停住后的恢复`)
  return status === 0
}
