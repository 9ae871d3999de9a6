/** R9: every two-decimal amount from 0.00 to 100,000.00 reads back from its text as the same 分. Run with node. */
import { brokenRoundTrip } from '../money/roundTrip.ts'

const LAST_FEN = 10_000_000
const started = performance.now()
let broken = 0
let truncated = 0
for (let fen = 0; fen <= LAST_FEN; fen += 1) {
  const found = brokenRoundTrip(fen)
  if (found !== null) {
    broken += 1
    if (broken <= 10) console.error(`${fen} 分：${found}`)
  }
  if (Math.trunc((fen / 100) * 100) !== fen) truncated += 1
}
const seconds = ((performance.now() - started) / 1000).toFixed(1)
console.log(`R9 money text: ${LAST_FEN + 1} amounts, ${broken} wrong (trunc(x*100): ${truncated} wrong), ${seconds} s`)
process.exitCode = broken === 0 ? 0 : 1
