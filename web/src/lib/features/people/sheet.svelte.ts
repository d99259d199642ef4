import type { ProfileField, ProfileView } from '$lib/api/types';
import { drop, keep, recall } from '$lib/offline/store';
import { answer_of, held_of, type Answer, type Held } from './answers';
import { save_profile } from './people';

interface Kept {
  display_name: string;
  note: string;
  held: Record<string, Held>;
  hidden: string[];
}

/** A profile being filled in. Every change is kept on the phone at once, so that nothing typed is lost. */
export class Sheet {
  fields = $state.raw<ProfileField[]>([]);
  display_name = $state('');
  note = $state('');
  held = $state<Record<string, Held>>({});
  hidden = $state<string[]>([]);
  private view: ProfileView;

  constructor(view: ProfileView) {
    this.view = view;
    this.fields = view.fields;
    this.display_name = view.display_name;
    this.note = view.note;
    this.held = Object.fromEntries(view.fields.map((field) => [field.key, held_of(field)]));
    this.hidden = view.fields.filter((field) => field.hidden).map((field) => field.key);
  }

  /** Brings back what was typed and not yet saved. */
  async restore(): Promise<void> {
    const kept = await recall<Kept>('pages', this.place());
    if (!kept) return;
    this.display_name = kept.display_name;
    this.note = kept.note;
    this.held = { ...this.held, ...kept.held };
    this.hidden = kept.hidden;
  }

  change(key: string, held: Held): void {
    this.held[key] = held;
    this.remember();
  }

  hide(key: string, hidden: boolean): void {
    const others = this.hidden.filter((each) => each !== key);
    this.hidden = hidden ? [...others, key] : others;
    this.remember();
  }

  remember(): void {
    void keep('pages', this.place(), { display_name: this.display_name, note: this.note, held: $state.snapshot(this.held), hidden: [...this.hidden] });
  }

  async save(language: string): Promise<void> {
    const answers: Record<string, Answer> = {};
    for (const field of this.fields) answers[field.key] = answer_of(field, this.held[field.key] ?? '');
    await save_profile({
      programme: this.view.programme_id,
      display_name: this.display_name.trim(),
      note: this.note.trim(),
      language,
      answers,
      hidden: [...this.hidden]
    });
    await drop('pages', this.place());
  }

  private place(): string {
    return `profile-draft/${this.view.programme_id}`;
  }
}
