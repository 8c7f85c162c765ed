"""The readings of speakers' documents as they are kept; `manage.py prepare` or `rebuild_overviews` fills the table."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('explorer', '0030_claim_by_day'),
    ]

    operations = [
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
    ]
