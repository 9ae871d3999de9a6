import { App } from 'antd'
import { useCallback, useState } from 'react'
import { chineseDate } from '../../../shared/date.ts'
import type { CalendarFile } from '../../../shared/holidayCalendar.ts'
import type { CalendarView } from '../../../shared/settings/views.ts'
import { call, sentence } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Failure, Working } from '../../ui/Notices.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { noteSaved } from '../../workspace.ts'
import { CalendarForm } from './CalendarForm.tsx'

/** The form that is open, and what stands in it; `from` names a chosen file. */
interface Draft {
  file: CalendarFile
  from: string
  fixedYear: boolean
}

/** 节假日: the years there are, each with its source; a further one entered by hand or read from a file. */
export function Calendars() {
  const { modal } = App.useApp()
  const ask = useCallback(() => call('calendar.list', {}), [])
  const { loaded, reload, take } = useLoaded(ask)
  const [year, setYear] = useState('')
  const [draft, setDraft] = useState<Draft | null>(null)
  const [problem, setProblem] = useState('')
  if (loaded.state === 'working') return <Working words="正在读取节假日…" />
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={reload} />
  const years = loaded.value
  const open = years.find((one) => String(one.year) === year) ?? years[0]
  const newest = years[0]?.year ?? 2026

  async function readFile(): Promise<void> {
    setProblem('')
    try {
      const file = await call('dialog.openCalendar', {})
      if (file === null) return
      const read = await call('calendar.read', { fileToken: file.token })
      setDraft({ file: read, from: file.name, fixedYear: false })
    } catch (error) {
      setProblem(sentence(error))
    }
  }

  function remove(view: CalendarView): void {
    modal.confirm({
      title: `撤销${view.year}年的录入？`,
      content: view.shipped
        ? '撤销后改用随程序提供的安排。已出的文书不受影响。'
        : `撤销后没有${view.year}年的节假日安排，涉及该年的期限不能计算。已出的文书不受影响。`,
      okText: '撤销录入',
      cancelText: '取消',
      onOk: async () => {
        try {
          take(await call('calendar.remove', { year: view.year }))
          noteSaved()
        } catch (error) {
          setProblem(sentence(error))
        }
      },
    })
  }

  if (draft !== null) {
    return (
      <CalendarForm
        initial={draft.file}
        from={draft.from}
        fixedYear={draft.fixedYear}
        known={years.map((one) => one.year)}
        onClose={() => setDraft(null)}
        onSaved={(next, saved) => {
          take(next)
          setYear(String(saved))
          setDraft(null)
          noteSaved()
        }}
      />
    )
  }
  const blank: CalendarFile = {
    year: newest + 1,
    source: '',
    daysOff: [{ name: '元旦', from: '', to: '' }],
    daysWorked: [],
  }
  return (
    <section className="card">
      <div className="acts first">
        <Choices
          label="年度"
          items={years.map((one) => ({ key: String(one.year), label: `${one.year}年` }))}
          open={String(open?.year ?? '')}
          onOpen={setYear}
        />
        <span className="space" />
        <Act command channel="calendar.read" onClick={() => void readFile()}>
          从文件导入…
        </Act>
        <Act command channel="calendar.save" onClick={() => setDraft({ file: blank, from: '', fixedYear: false })}>
          录入新年度…
        </Act>
      </div>
      {problem !== '' && <Failure message={problem} />}
      <p className="quiet">
        公示期、补正期限和异议办理期限按这里的安排数工作日；没有的年度不能计算，不会当作没有节假日。
      </p>
      {open !== undefined && (
        <YearSheet
          view={open}
          onChange={() => setDraft({ file: fileOf(open), from: '', fixedYear: true })}
          onRemove={() => remove(open)}
        />
      )}
    </section>
  )
}

function fileOf({ year, source, daysOff, daysWorked }: CalendarView): CalendarFile {
  return { year, source, daysOff, daysWorked }
}

function YearSheet({ view, onChange, onRemove }: { view: CalendarView; onChange: () => void; onRemove: () => void }) {
  return (
    <>
      <h3>{view.year}年</h3>
      <p>
        <span className={view.entered ? 'mark good' : 'mark plain'}>{view.entered ? '本局录入' : '随程序提供'}</span>
        <span className="gap">出处：{view.source}</span>
      </p>
      <table className="plain-table narrow-table">
        <thead>
          <tr>
            <th>放假</th>
            <th>起</th>
            <th>止</th>
          </tr>
        </thead>
        <tbody>
          {view.daysOff.map(({ name, from, to }) => (
            <tr key={from}>
              <td>{name}</td>
              <td className="digits">{chineseDate(from)}</td>
              <td className="digits">{chineseDate(to)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h4>调休上班</h4>
      <p className="digits">{view.daysWorked.length === 0 ? '无' : view.daysWorked.map(chineseDate).join('、')}</p>
      <div className="acts">
        <Act channel="calendar.save" onClick={onChange}>
          更改…
        </Act>
        {view.entered && (
          <Act channel="calendar.remove" onClick={onRemove}>
            撤销录入…
          </Act>
        )}
      </div>
    </>
  )
}
