/**
 * `npm run soak`: quality.md R1–R3, R5, R7, R8 at full size. `-- --rounds N` sets the number of rounds (300 unless told),
 * further words choose files. Needs Linux and root (a small disk of its own is mounted to be filled).
 */
import { numberOption, runDrills } from '../drills/run.ts'

const args = process.argv.slice(2)
const rounds = numberOption(args, 'rounds', 300)
const only = args.filter((one, at) => !one.startsWith('--') && args[at - 1] !== '--rounds')

const passed = await runDrills({
  ending: '.soak.ts',
  along: {
    'test/db/crash.test.ts': 'R1、R2 写入中断电，日志文件截断或写花',
    'test/db/verify.test.ts': 'R8 篡改库文件的手法，核验逐一查出',
    'test/cli/killed.test.ts': 'R1 导入中断电（命令行），整批在或整批不在',
  },
  env: { SOAK_ROUNDS: String(rounds), CRASH_ROUNDS: String(rounds) },
  only,
})
process.exitCode = passed ? 0 : 1
