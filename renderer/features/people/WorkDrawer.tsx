import { Button, Drawer } from 'antd'
import { useCallback, useState } from 'react'
import { useBoard } from '../../board.ts'
import { call } from '../../client.ts'
import { useCommands } from '../../ui/commands.ts'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import '../../ui/stages.css'
import { GiveOut } from './GiveOut.tsx'
import { Workload } from './Workload.tsx'

/** 派件: who has how much of the round, and the shown cases given out. */
export function WorkDrawer({ roundId }: { roundId: string }) {
  const [open, setOpen] = useState(false)
  useCommands([{ id: 'people.work', label: '派件…', channel: 'people.list', run: () => setOpen(true) }])
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        派件…
      </Button>
      <Drawer open={open} title="派件" size={720} destroyOnHidden onClose={() => setOpen(false)}>
        <Work roundId={roundId} />
      </Drawer>
    </>
  )
}

function Work({ roundId }: { roundId: string }) {
  const ask = useCallback(() => call('people.list', { roundId }), [roundId])
  const { loaded, reload } = useLoaded(ask)
  const [chosen, setChosen] = useState<string[]>([])
  const visible = useBoard((state) => state.visible)
  if (loaded.state === 'working') return <Working words="正在读取人员…" />
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={reload} />
  const people = loaded.value
  if (people.length === 0) return <Nothing words="还没有审核员或科长的账号。请管理员到“设置 → 账号”新建。" />
  return (
    <>
      <Workload people={people} chosen={chosen} onChoose={setChosen} />
      <GiveOut
        key={chosen.join()}
        roundId={roundId}
        people={people.filter(({ id }) => chosen.includes(id))}
        rows={visible}
        onDone={reload}
      />
    </>
  )
}
