"""The read model of the overviews; `manage.py prepare` or `rebuild_overviews` fills it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('explorer', '0021_words_of_mode_and_bearing'),
    ]

    operations = [
        migrations.CreateModel(
            name='SpeakerTally',
            fields=[
                ('speaker', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='tally', serialize=False, to='explorer.speaker')),
                ('is_guest', models.BooleanField(db_index=True, default=False)),
                ('own', models.PositiveIntegerField(default=0)),
                ('reported', models.PositiveIntegerField(default=0)),
                ('coded', models.PositiveIntegerField(default=0)),
                ('placed', models.PositiveIntegerField(default=0)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='TopicTally',
            fields=[
                ('topic', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='tally', serialize=False, to='explorer.topic')),
                ('people', models.PositiveIntegerField(default=0)),
                ('placed', models.PositiveIntegerField(default=0)),
                ('distance', models.PositiveSmallIntegerField(null=True)),
                ('claims', models.PositiveIntegerField(default=0)),
                ('clash_steps', models.PositiveSmallIntegerField(default=0)),
                ('clash_own_words', models.PositiveSmallIntegerField(default=0)),
                ('is_disputed', models.BooleanField(default=False)),
                ('clash_first', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='explorer.claim')),
                ('clash_second', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='explorer.claim')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='CellState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(null=True)),
                ('until', models.DateField(null=True)),
                ('stances', models.PositiveIntegerField(default=0)),
                ('code', models.CharField(blank=True, default='', max_length=20)),
                ('position', models.SmallIntegerField(null=True)),
                ('points_to', models.CharField(blank=True, default='', max_length=20)),
                ('confidence', models.CharField(blank=True, default='', max_length=20)),
                ('scoring', models.PositiveIntegerField(default=0)),
                ('documents', models.PositiveIntegerField(default=0)),
                ('day', models.DateField(null=True)),
                ('claims', models.PositiveIntegerField(default=0)),
                ('position_claims', models.PositiveIntegerField(default=0)),
                ('own_words', models.PositiveIntegerField(default=0)),
                ('reported', models.PositiveIntegerField(default=0)),
                ('grades', models.JSONField(default=dict)),
                ('modes', models.JSONField(default=dict)),
                ('is_carried_by_own_words', models.BooleanField(default=False)),
                ('carrier', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='explorer.claim')),
                ('speaker', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='explorer.speaker')),
                ('stance', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='explorer.stance')),
                ('topic', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='explorer.topic')),
            ],
            options={
                'ordering': ['topic_id', 'speaker_id', 'since'],
                'default_permissions': (),
                'indexes': [models.Index(fields=['speaker', 'since'], name='cell_state_by_speaker')],
                'constraints': [models.UniqueConstraint(fields=('topic', 'speaker', 'since'), name='cell_state_once_a_day'), models.UniqueConstraint(condition=models.Q(('since', None)), fields=('topic', 'speaker'), name='cell_state_once_at_present')],
            },
        ),
    ]
