import { Button } from 'antd'
import { useEffect } from 'react'
import type { RadarView } from '../../../shared/radar/radarView.ts'
import type { RoundView } from '../../../shared/views.ts'
import { may } from '../../client.ts'
import { useShortcuts } from '../../ui/keys.ts'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { SplitPanes } from '../../ui/SplitPanes.tsx'
import { openPage, useUser } from '../../workspace.ts'
import { PairDetail } from './PairDetail.tsx'
import { PairFilterBar } from './PairFilterBar.tsx'
import { PairList } from './PairList.tsx'
import { choose, loadRadar, move, openedPair, type ReadyRadar, saveWaiting, useRadar } from './radarStore.ts'
import './radar.css'

interface Props {
  round: RoundView
  onOpen(part: string): void
}

/** 疑似重复: claims that may be for the same matter as another grant or claim. */
export function PairsPart({ round, onOpen }: Props) {
  const radar = useRadar()
  useEffect(() => void loadRadar(round.id), [round.id])
  if (radar.state === 'failed') return <Failure message={radar.message} retry={() => void loadRadar(round.id)} />
  if (radar.state !== 'ready') return <Working words="正在比对以往批次和外来名单…" />
  if (radar.view.pairs.length === 0) return <NoPairs compared={radar.view.compared} onOpen={onOpen} />
  return <PairDesk radar={radar} round={round} />
}

function PairDesk({ radar, round }: { radar: ReadyRadar; round: RoundView }) {
  const rules = may(useUser(), 'radar.rule')
  const ruling = (act: () => Promise<void>) => () => {
    if (rules) void act()
  }
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    '1': ruling(() => choose('same')),
    '2': ruling(() => choose('different')),
    'ctrl+enter': ruling(saveWaiting),
  })
  const pair = openedPair(radar)
  return (
    <div className="desk">
      <PairFilterBar radar={radar} round={round} />
      <SplitPanes
        name="radar"
        panes={[
          { key: 'list', label: '疑似重复', content: <PairList radar={radar} />, size: 420, min: 300 },
          {
            key: 'pair',
            label: '对照',
            content:
              pair === null ? <Nothing words="在左侧选一对开始对照。" /> : <PairDetail radar={radar} pair={pair} />,
            size: 900,
            min: 480,
          },
        ]}
      />
      <footer className="key-line">
        <kbd>J</kbd>/<kbd>K</kbd> 下一对/上一对 · <kbd>1</kbd> 同一事项 · <kbd>2</kbd> 不同事项 · <kbd>Ctrl+Enter</kbd>{' '}
        保存认定
      </footer>
    </div>
  )
}

/** Says why there is nothing, and what to do next. */
function NoPairs({ compared, onOpen }: { compared: RadarView['compared']; onOpen(part: string): void }) {
  const { applications, grants, ownRounds, otherBureaus } = compared
  if (applications === 0) {
    return (
      <Nothing words="本批次还没有申报，导入申报汇总表后再查重。">
        <Button onClick={() => openPage('intake')}>去“导入”</Button>
      </Nothing>
    )
  }
  const lists = <Button onClick={() => onOpen('lists')}>去“外来名单”</Button>
  if (grants + ownRounds + otherBureaus === 0) {
    return (
      <Nothing words="本批次内没有疑似重复；还没有可对照的记录，请导入以往批次或其他部门的资助名单。">{lists}</Nothing>
    )
  }
  const words = `没有发现疑似重复。已将本批次 ${applications} 件与以往批次 ${grants} 笔、以往批次名单 ${ownRounds} 条、其他部门名单 ${otherBureaus} 条对照；有新的名单时请再导入。`
  return <Nothing words={words}>{lists}</Nothing>
}
