import { Button } from 'antd'
import { may } from '../../client.ts'
import { Nothing } from '../../ui/Notices.tsx'
import { openPage, useRound, useUser } from '../../workspace.ts'
import { MyDesk } from './MyDesk.tsx'
import { OfficeDesk } from './OfficeDesk.tsx'
import './scoring.css'

/** 评审: schemes, panels and results for the office; the own cases for an expert. */
export function ScoringPage() {
  const user = useUser()
  const round = useRound()
  const office = may(user, 'scoring.schemes')
  if (round === null) {
    return office ? (
      <Nothing words="还没有批次。请先新建批次或打开示例批次。">
        <Button onClick={() => openPage('rounds')}>去“批次”</Button>
      </Nothing>
    ) : (
      <Nothing words="还没有资助批次，请等科长建立批次并设定专家组后再登录。" />
    )
  }
  return office ? <OfficeDesk round={round} /> : <MyDesk round={round} />
}
