import { UNRULED_NAME, VERDICT_NAMES } from '../../../shared/radar/radarView.ts'
import type { RoundView } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { wan } from '../../ui/amounts.ts'
import { useExport } from '../../ui/useExport.ts'
import { askedFen, PAIR_FILTERS, type PairFilter, passes, type ReadyRadar, setFilter } from './radarStore.ts'

const FILTER_NAMES: Record<PairFilter, string> = { all: '全部', unruled: UNRULED_NAME, ...VERDICT_NAMES }

/** Pairs by what people said of them, with counts, the sum of what is shown, and the export. */
export function PairFilterBar({ radar, round }: { radar: ReadyRadar; round: RoundView }) {
  const { view, filter, listed } = radar
  const shown = view.pairs.filter((pair) => passes(pair, filter))
  return (
    <div className="filter-bar">
      <div className="pills" role="toolbar" aria-label="按认定筛选">
        {PAIR_FILTERS.map((each) => (
          <button
            key={each}
            type="button"
            className={each === filter ? 'pill on' : 'pill'}
            aria-pressed={each === filter}
            onClick={() => setFilter(each)}
          >
            {FILTER_NAMES[each]} <b className="digits">{view.pairs.filter((pair) => passes(pair, each)).length}</b>
          </button>
        ))}
      </div>
      <span className="shown" aria-live="polite">
        列出 {listed.length} 对 · 涉及申报金额 <b className="digits">{wan(askedFen(shown))}</b> 万元
      </span>
      <span className="space" />
      <ExportRadar round={round} />
    </div>
  )
}

function ExportRadar({ round }: { round: RoundView }) {
  const { busy, save } = useExport()

  const write = () =>
    save({ suggestedName: `${round.name}查重表.xlsx`, kind: 'xlsx' }, async (saveToken) => {
      const { pairs } = await call('radar.export', { roundId: round.id, saveToken })
      return `，疑似重复 ${pairs} 对`
    })

  return (
    <Act command channel="radar.export" loading={busy} onClick={() => void write()}>
      导出查重表…
    </Act>
  )
}
