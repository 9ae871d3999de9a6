/**
 * `npm run soak`: quality.md R1–R3, R5, R7, R8 at full size. `-- --rounds N` sets the number of rounds (300 unless told),
 * further words choose files. For the whole in pieces that add up: `--drill 名` takes the drills whose name holds it,
 * `--minutes N` begins no round of a drill later, `--seed N` throws other dice. Needs Linux and root (a small disk of its
 * own is mounted to be filled).
 */
import { numberOption, plainWords, runDrills } from '../drills/run.ts'

const args = process.argv.slice(2)
const rounds = numberOption(args, 'rounds', 300)
const seed = numberOption(args, 'seed', 1)
const minutes = numberOption(args, 'minutes', 1000)
const drill = args.indexOf('--drill')

const passed = await runDrills({
  ending: '.soak.ts',
  along: {
    'test/db/crash.test.ts': 'R1、R2 写入中断电，日志文件截断或写花',
    'test/db/verify.test.ts': 'R8 篡改库文件的手法，核验逐一查出',
    'test/cli/killed.test.ts': 'R1 导入中断电（命令行），整批在或整批不在',
  },
  env: {
    SOAK_ROUNDS: String(rounds),
    SOAK_SEED: String(seed),
    SOAK_MINUTES: String(minutes),
    CRASH_ROUNDS: String(rounds),
  },
  only: plainWords(args, ['--rounds', '--minutes', '--seed', '--drill']),
  named: drill < 0 ? '' : (args[drill + 1] ?? ''),
})
process.exitCode = passed ? 0 : 1
