import { Button, Result, Steps } from 'antd'
import type { RoundView } from '../../../shared/views.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { openPage, useRound } from '../../workspace.ts'
import '../../ui/workbook/workbook.css'
import { chooseWorkbook, goToStep, type Intake, startAgain, useIntake } from './intakeStore.ts'
import { MappingStep } from './MappingStep.tsx'
import { PlanStep } from './PlanStep.tsx'
import { SheetsStep } from './SheetsStep.tsx'

const STEPS = ['文件', '工作表与表头', '列对应', '核对', '完成']

/** 导入: what is confirmed at the end is the very plan that was shown. */
export function IntakePage() {
  const round = useRound()
  const intake = useIntake()
  if (round === null) {
    return (
      <Nothing words="导入前请先新建批次，或打开示例批次。">
        <Button type="primary" onClick={() => openPage('rounds')}>
          去“批次”
        </Button>
      </Nothing>
    )
  }
  return (
    <div className={intake.state === 'plan' && intake.step === 3 ? 'page wizard steady' : 'page wizard'}>
      <header className="page-head">
        <h1>导入</h1>
        <Steps size="small" current={stepOf(intake)} items={STEPS.map((title) => ({ title }))} />
      </header>
      <Stage intake={intake} round={round} />
    </div>
  )
}

function Stage({ intake, round }: { intake: Intake; round: RoundView }) {
  switch (intake.state) {
    case 'choose':
      return <Choose round={round} message={intake.message} />
    case 'reading':
      return <Working words={`正在读取“${intake.fileName}”并逐行核对，尚未写入任何数据…`} />
    case 'plan': {
      if (intake.roundId !== round.id) {
        return (
          <Nothing words="这份核对结果属于另一个批次。请切换回原批次，或重新选择文件。">
            <Button onClick={startAgain}>重新选择文件</Button>
          </Nothing>
        )
      }
      if (intake.step === 1) return <SheetsStep intake={intake} onBack={startAgain} onNext={() => goToStep(2)} />
      if (intake.step === 2)
        return <MappingStep intake={intake} onBack={() => goToStep(1)} onNext={() => goToStep(3)} />
      return <PlanStep intake={intake} onBack={() => goToStep(2)} />
    }
    case 'done':
      return <Done fileName={intake.fileName} result={intake.result} />
  }
}

function Choose({ round, message }: { round: RoundView; message: string }) {
  return (
    <section className="card choose">
      <h2>选择要导入“{round.name}”的申报汇总表</h2>
      <p>支持 .xlsx 工作簿：一个条款一张表，或多个条款混在一张表。标题行、合并单元格、注释和合计行会自动识别。</p>
      <p className="quiet">选择后先显示核对结果，确认之前不写入任何数据；原文件不会被改动。</p>
      {message !== '' && <Failure message={message} />}
      <Act channel="import.preview" type="primary" size="large" onClick={() => void chooseWorkbook(round.id)}>
        选择工作簿…
      </Act>
    </section>
  )
}

function Done({
  fileName,
  result,
}: {
  fileName: string
  result: { created: number; changed: number; unchanged: number; rejected: number }
}) {
  return (
    <Result
      status="success"
      title={`“${fileName}”已导入并测算`}
      subTitle={`新增 ${result.created} 件，变化 ${result.changed} 件，未变 ${result.unchanged} 件，有问题未导入 ${result.rejected} 行`}
      extra={[
        <Button key="review" type="primary" onClick={() => openPage('review')}>
          去“审核”
        </Button>,
        <Button key="again" onClick={startAgain}>
          再导入一份
        </Button>,
      ]}
    />
  )
}

function stepOf(intake: Intake): number {
  if (intake.state === 'plan') return intake.step
  return intake.state === 'done' ? 4 : 0
}
