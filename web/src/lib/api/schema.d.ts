/**
 * The shapes of the API, in the form that openapi-typescript writes. `npm run api` makes this file anew from
 * api/openapi.json.
 */
export interface components {
  schemas: {
    SessionView: {
      signed_in: boolean;
      csrf: string;
      person_id: string;
      display_name: string;
      language: string;
      second_factor: "none" | "needed" | "setup" | "done";
      operator: boolean;
      roles: components["schemas"]["RoleView"][];
    };
    RoleView: {
      programme_id: string;
      programme_key: string;
      programme_name: string;
      role: "participant" | "caregiver" | "supporter" | "coordinator" | "supervisor" | "safeguarding_lead" | "referrer" | "researcher" | "lead" | "administrator";
      role_word: string;
      state: "imported" | "invited" | "active" | "paused" | "ended";
    };
    SecondFactorSetup: { secret: string; uri: string };
    Device: { device_id: string; label: string; signed_in_at: string; last_seen_at: string; current: boolean };
    DeviceList: { items: components["schemas"]["Device"][]; next: string | null };
    RoleWord: { one: string; many: string };
    Signpost: { name: string; place: string; call: string; text: string; hours: string; about: string };
    GuideView: {
      programme_id: string;
      key: string;
      name: string;
      summary: string;
      language: string;
      languages: string[];
      role_words: { [key: string]: components["schemas"]["RoleWord"] };
      texts: { [key: string]: string };
      crisis: components["schemas"]["Signpost"][];
      not_emergency: string;
    };
    CrisisView: { not_emergency: string; items: components["schemas"]["Signpost"][] };
    PackageLine: { key: string; name: string; version: number; added: boolean; programme_id?: string | null };
    PackageList: { items: components["schemas"]["PackageLine"][]; next: string | null };
    ProgrammeLine: { programme_id: string; key: string; name: string };
    ProgrammeList: { items: components["schemas"]["ProgrammeLine"][]; next: string | null };
    Choice: { value: string; label: string };
    ProfileField: {
      key: string;
      label: string;
      help: string;
      kind: "text" | "long_text" | "choice" | "choices" | "languages" | "year" | "date" | "number" | "availability" | "place" | "yes_no" | "time_zone" | "count";
      choices: components["schemas"]["Choice"][];
      value: unknown;
      may_hide: boolean;
      hidden: boolean;
      shown_to: string;
    };
    Exclusions: { town: boolean; clinic: boolean; workplace: boolean; available: string[] };
    ProfileView: {
      programme_id: string;
      display_name: string;
      note: string;
      language: string;
      fields: components["schemas"]["ProfileField"][];
      exclusions: components["schemas"]["Exclusions"];
    };
    RecordView: { at: string; who: string; role_word: string; why: string };
    RecordViewList: { items: components["schemas"]["RecordView"][]; next: string | null };
    Consent: { purpose: string; label: string; text: string; version: string; given: boolean; given_at?: string | null; needed: boolean };
    ConsentList: { items: components["schemas"]["Consent"][]; next: string | null };
    Capacity: { capacity: number; load: number; paused: boolean; paused_until?: string | null };
    PersonLine: {
      person_id: string;
      display_name: string;
      full_name: string;
      role: string;
      role_word: string;
      state: "imported" | "invited" | "active" | "paused" | "ended";
      since: string;
      ref: string;
      town: string;
      reachable_by: string[];
    };
    PersonList: { items: components["schemas"]["PersonLine"][]; next: string | null; total: number };
    ThreadLine: { at: string; what: string };
    PersonPage: {
      person: components["schemas"]["PersonLine"];
      email: string;
      phone: string;
      landline: string;
      birth_date: string;
      note: string;
      language: string;
      fields: components["schemas"]["ProfileField"][];
      consents: components["schemas"]["Consent"][];
      capacity?: components["schemas"]["Capacity"] | null;
      thread: components["schemas"]["ThreadLine"][];
    };
    InvitationCount: { role: "participant" | "supporter"; role_word: string; count: number; without_address: number };
    InvitationDraft: { not_invited: components["schemas"]["InvitationCount"][]; subject: string; text: string };
    InvitationResult: { invited: number; without_address: number };
    ColumnChoice: { column: number; field: string };
    ImportColumn: { column: number; header: string; field: string; matched_by: "name" | "synonym" | "saved" | "chosen" | ""; samples: string[] };
    ImportField: { key: string; label: string; required: boolean };
    CellError: { row: number; column: number; header: string; code: string; message: string; cure: string };
    LikelyDuplicate: { row: number; name: string; with: string; why: string; blocking: boolean };
    PreviewRow: { row: number; cells: string[] };
    ImportView: {
      import_id: string;
      as: "participants" | "supporters";
      file_name: string;
      state: "draft" | "imported";
      encoding: string;
      delimiter: string;
      row_count: number;
      date_form: "ask" | "iso" | "dmy" | "mdy";
      needs_date_form: boolean;
      date_example: string;
      columns: components["schemas"]["ImportColumn"][];
      fields: components["schemas"]["ImportField"][];
      error_count: number;
      errors: components["schemas"]["CellError"][];
      duplicates: components["schemas"]["LikelyDuplicate"][];
      preview: components["schemas"]["PreviewRow"][];
      ready: boolean;
    };
    ImportResult: { imported: number };
    CriterionView: { key: string; label: string; state: "must" | "nice" | "off"; switchable: boolean; count_if_must: number; count_if_off: number };
    Fact: { label: string; value: string };
    SupporterCard: {
      supporter_id: string;
      display_name: string;
      note: string;
      reasons: string[];
      differs: string[];
      usually_free: string;
      facts: components["schemas"]["Fact"][];
      asked: boolean;
    };
    LibraryView: {
      programme_id: string;
      total: number;
      criteria: components["schemas"]["CriterionView"][];
      cards: components["schemas"]["SupporterCard"][];
      nearest: components["schemas"]["SupporterCard"][];
      may_ask: number;
      waiting_words: string;
    };
    Ask: { supporter_id: string; hello: string };
    RequestView: {
      request_id: string;
      state: "queued" | "asked" | "reminded" | "accepted" | "declined" | "not_now" | "released" | "withdrawn" | "closed";
      supporter_id: string;
      supporter_name: string;
      position: number;
      asked_at?: string | null;
      answer_by?: string | null;
      words: string;
    };
    RequestList: { items: components["schemas"]["RequestView"][]; next: string | null };
    AskView: {
      request_id: string;
      programme_id: string;
      participant_name: string;
      note: string;
      reasons: string[];
      facts: components["schemas"]["Fact"][];
      hello: string;
      asked_at: string;
      answer_by: string;
      words: string;
    };
    AskList: { items: components["schemas"]["AskView"][]; next: string | null };
    Accepted: { match_id: string; conversation_id: string };
    MatchLine: {
      match_id: string;
      programme_id: string;
      other_id: string;
      other_name: string;
      other_role_word: string;
      state: "accepted" | "in_contact" | "paused" | "ended";
      since: string;
      first_contact_at?: string | null;
      conversation_id: string;
      words: string;
    };
    MatchList: { items: components["schemas"]["MatchLine"][]; next: string | null };
    WaitingLine: {
      person_id: string;
      display_name: string;
      since: string;
      wait_days: number;
      whose_turn: "participant" | "supporter" | "coordinator";
      state_words: string;
      next_words: string;
      next_at?: string | null;
    };
    WaitingList: { items: components["schemas"]["WaitingLine"][]; next: string | null; total: number };
    NextStep: { sentence: string; button: string; href: string };
    HomeProgramme: { programme_id: string; name: string; role: string; role_word: string; state: string };
    HomeView: {
      display_name: string;
      next_step: components["schemas"]["NextStep"];
      also: components["schemas"]["NextStep"][];
      programmes: components["schemas"]["HomeProgramme"][];
    };
    TaskLine: {
      task_id: string;
      kind: string;
      sentence: string;
      person_id: string;
      person_name: string;
      since: string;
      due_at: string;
      overdue: boolean;
      button: string;
      href: string;
    };
    TodayView: {
      programme_name: string;
      tasks: components["schemas"]["TaskLine"][];
      waiting_count: number;
      due_count: number;
      requests_open: number;
      conversations_open: number;
      next: string | null;
    };
    ConversationLine: {
      conversation_id: string;
      programme_id: string;
      other_name: string;
      state: "open" | "ended" | "left" | "blocked";
      last_at?: string | null;
      unread: number;
    };
    ConversationList: { items: components["schemas"]["ConversationLine"][]; next: string | null };
    ConversationView: {
      conversation_id: string;
      programme_id: string;
      other_name: string;
      other_role_word: string;
      state: "open" | "ended" | "left" | "blocked";
      may_write: boolean;
      who_can_read: string;
      my_read_sequence: number;
      last_sequence: number;
    };
    Message: { message_id: string; sequence: number; client_id: string; mine: boolean; from_name: string; at: string; text: string };
    MessageList: { items: components["schemas"]["Message"][]; more: boolean };
    ConcernReceipt: { concern_id: string; words: string };
    ConcernLine: {
      concern_id: string;
      level: "not_sure" | "worried" | "urgent";
      state: "open" | "seen" | "closed";
      raised_at: string;
      due_at: string;
      overdue: boolean;
      may_read: boolean;
    };
    ConcernList: { items: components["schemas"]["ConcernLine"][]; next: string | null };
    ReportedMessage: { at: string; from_role_word: string; text: string; reported: boolean };
    ConcernPage: {
      concern_id: string;
      level: "not_sure" | "worried" | "urgent";
      state: "open" | "seen" | "closed";
      raised_at: string;
      text: string;
      reporter_role_word: string;
      messages: components["schemas"]["ReportedMessage"][];
    };
    OutboxLine: { delivery_id: string; channel: string; to: string; subject: string; text: string; created_at: string; state: "waiting" | "sent" | "kept" | "failed" };
    OutboxList: { items: components["schemas"]["OutboxLine"][]; next: string | null };
  };
}
