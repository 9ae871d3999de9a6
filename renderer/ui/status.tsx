import {
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseCircleFilled,
  FileExclamationOutlined,
  MinusCircleOutlined,
  QuestionCircleOutlined,
  RollbackOutlined,
  SettingOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import { OUTCOME_NAMES, type Outcome } from '../../shared/review/assessment.ts'
import { CASE_STATUS_NAMES, type CaseStatus } from '../../shared/views.ts'

const OUTCOME_ICONS: Record<Outcome, ReactNode> = {
  met: <CheckCircleFilled />,
  unmet: <CloseCircleFilled aria-hidden />,
  unset: <SettingOutlined />,
  unknown: <QuestionCircleOutlined />,
  repealed: <MinusCircleOutlined />,
}

const STATUS_ICONS: Record<CaseStatus, ReactNode> = {
  pending: <ClockCircleOutlined />,
  unknown: <QuestionCircleOutlined />,
  supplement: <FileExclamationOutlined />,
  agreed: <CheckCircleFilled />,
  refused: <CloseCircleFilled aria-hidden />,
  out: <RollbackOutlined />,
}

const STATUS_TONES: Record<CaseStatus, string> = {
  pending: 'plain',
  unknown: 'ask',
  supplement: 'ask',
  agreed: 'good',
  refused: 'bad',
  out: 'plain',
}

const OUTCOME_TONES: Record<Outcome, string> = {
  met: 'good',
  unmet: 'bad',
  unset: 'ask',
  unknown: 'ask',
  repealed: 'plain',
}

/** 机审结论 by icon and word. */
export function OutcomeMark({ outcome }: { outcome: Outcome }) {
  return (
    <span className={`mark ${OUTCOME_TONES[outcome]}`}>
      {OUTCOME_ICONS[outcome]}
      {OUTCOME_NAMES[outcome]}
    </span>
  )
}

/** Where a case stands, by icon and word. */
export function StatusMark({ status }: { status: CaseStatus }) {
  return (
    <span className={`mark ${STATUS_TONES[status]}`}>
      {STATUS_ICONS[status]}
      {CASE_STATUS_NAMES[status]}
    </span>
  )
}
