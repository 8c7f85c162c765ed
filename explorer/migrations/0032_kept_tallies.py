"""What is kept of documents' readings, of documents and of relations; `prepare` or `rebuild_overviews` fills it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('explorer', '0031_recovery_code_digests'),
    ]

    operations = [
        migrations.CreateModel(
            name='SourceTally',
            fields=[
                ('source', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='tally', serialize=False, to='explorer.source')),
                ('passages', models.PositiveIntegerField(default=0)),
                ('used', models.PositiveIntegerField(default=0)),
                ('quotations', models.PositiveIntegerField(default=0)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='speakertally',
            name='reports',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.CreateModel(
            name='ReadingState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(null=True)),
                ('until', models.DateField(null=True)),
                ('read_in_full', models.DateField(null=True)),
                ('speaker', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='explorer.speaker')),
            ],
            options={
                'ordering': ['speaker_id', 'since'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('speaker', 'since'), name='reading_state_once_a_day'), models.UniqueConstraint(condition=models.Q(('since', None)), fields=('speaker',), name='reading_state_once_at_present')],
            },
        ),
        migrations.CreateModel(
            name='RelationTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('number', models.PositiveIntegerField()),
                ('other', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='explorer.speaker')),
                ('speaker', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='explorer.speaker')),
            ],
            options={
                'ordering': ['speaker_id', 'other_id', 'kind'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('speaker', 'other', 'kind'), name='relation_tally_once_per_pair')],
            },
        ),
    ]
